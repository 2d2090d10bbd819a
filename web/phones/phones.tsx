export function Phones(_: { close?: () => void }) {
  return null;
}

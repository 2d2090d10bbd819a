export function People(_: { close?: () => void }) {
  return null;
}

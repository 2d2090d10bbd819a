export function Lines(_: { close?: () => void }) {
  return null;
}

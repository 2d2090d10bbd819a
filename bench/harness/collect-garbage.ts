// Preloaded into a program whose memory is measured: SIGUSR2 collects garbage, so that what is weighed is in use.
process.on('SIGUSR2', () => globalThis.gc?.());

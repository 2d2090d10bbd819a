// The pretend carrier alone.
import '../carrier/main.ts';

/** Property tests draw the same cases on every machine: a red run can be run again, and a green one says the same. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_260_821 });

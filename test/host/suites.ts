import './activation.test.ts';
import './configuration.test.ts';
import './diagnostics.test.ts';
import './editing.test.ts';
import './fixes.test.ts';

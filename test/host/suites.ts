import './activation.test.ts';
import './configuration.test.ts';
import './diagnostics.test.ts';
import './editing.test.ts';
import './federation.test.ts';
import './fixes.test.ts';
import './inventory.test.ts';
import './inventory-failures.test.ts';

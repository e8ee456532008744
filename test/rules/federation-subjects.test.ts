import { broadFederationSubject } from '../../src/rules/broad-federation-subject.ts';
import { deadFederationSubject } from '../../src/rules/dead-federation-subject.ts';
import { testRule } from './rule-tester.ts';

testRule(broadFederationSubject, import.meta.dirname);
testRule(deadFederationSubject, import.meta.dirname);

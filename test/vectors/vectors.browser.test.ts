import { runEveryVector } from './suite.js';

runEveryVector();

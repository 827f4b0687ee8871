export {
  type OpenfgaAnswers,
  type OpenfgaCheck,
  openfgaGrants,
  type OpenfgaList,
  type OpenfgaMeaning,
} from './openfgaGrants.js';
export { type OpenfgaOptions, openfgaSource } from './openfgaSource.js';

export { waitingConventions, type WaitingRight, waitingRights, type WaitingRights } from './rights.js';
export {
  useWaitingList,
  type Waiting,
  type WaitingCall,
  type WaitingOptions,
  type WaitingRow,
  type WaitingView,
  waitingViews,
} from './useWaitingList.js';
export { WaitingList, type WaitingListProps } from './WaitingList.js';
export { englishWaitingWords, type WaitingWords } from './words.js';

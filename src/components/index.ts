export * from './RecordingPlayer/index.js';
export * from './MatrixEditor/index.js';
export * from './AfterCallForm/index.js';
export * from './CallerIdPicker/index.js';
export * from './LiveCallControls/index.js';
export * from './MaskedNumber/index.js';
export * from './RecordButton/index.js';
export * from './WaitingList/index.js';

export * from './RecordingPlayer/index.js';
export * from './MatrixEditor/index.js';

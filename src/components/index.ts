export * from './RecordingPlayer/index.js';

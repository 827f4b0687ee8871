// hookswitch/demo: people, calls and recordings to show. It needs no package: what mocks a service is in hookswitch/msw.
export {
  type AdminNonAdminCall,
  adminNonAdminCalls,
  adminNonAdminMembers,
  adminNonAdminTenant,
} from './adminNonAdmin.js';
export {
  type OmnivoiceCall,
  omnivoiceCalls,
  omnivoiceFlowNumbers,
  omnivoiceMembers,
  omnivoicePeople,
  omnivoiceTenant,
  type OmnivoiceVoicemail,
  omnivoiceVoicemails,
} from './omnivoice.js';
export {
  type DemoRecording,
  type DemoRecordingName,
  demoRecordings,
  type DemoSegment,
  recordingFacts,
  type RecordingFiles,
  recordingFiles,
} from './recordingFiles.js';
export {
  type RingoverCall,
  ringoverLiveCalls,
  ringoverMembers,
  type RingoverNumber,
  ringoverNumbers,
  ringoverRecordings,
  ringoverTenant,
  ringoverWaitingCalls,
} from './ringover.js';

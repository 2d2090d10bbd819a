export { exportOptOuts } from './opt-outs-file.ts';
export { exportPeople } from './people-file.ts';
export { exportConversation, exportTexts } from './texts-file.ts';

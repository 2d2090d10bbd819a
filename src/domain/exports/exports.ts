export { exportPeople } from './people-file.ts';
export { exportConversation, exportTexts } from './texts-file.ts';

export const yes = ['yes', 'yep', 'yeah', 'yup', 'si', 'y'];
export const no = ['no', 'nope', 'nah', 'n'];

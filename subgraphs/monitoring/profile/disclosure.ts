/** Of fewer institutions than this, the public sees nothing that is told of them together. */
export const smallestGroup = 5;

/* A double of a CUDA library: notes in the file that ASSAY_LOADED names that it was loaded, with LABEL. With -DNEWER it
 * has what the CUDA runtime lacked before 12.8. */
#include <stdio.h>
#include <stdlib.h>

#ifndef LABEL
#define LABEL "library"
#endif

__attribute__((constructor)) static void loaded(void) {
    const char *path = getenv("ASSAY_LOADED");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (!file) return;
    fprintf(file, "%s\n", LABEL);
    fclose(file);
}

#ifdef NEWER
int cudaLibraryGetKernel(void) { return 0; }
#endif

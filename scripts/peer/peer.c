/* A plain client of ONNX Runtime's C API, to hold Assay's latencies against.
 *
 *   peer LIBRARY MODEL THREADS SECONDS INPUT... -- OUTPUT...
 *   peer bound LIBRARY MODEL THREADS SECONDS INPUT... -- OUTPUT...
 *
 * INPUT is NAME=TYPE:DIMS:LOW:HIGH with TYPE float or int64 and DIMS as 1x3x224x224; values are
 * drawn from LOW to HIGH. The first run allocates the outputs, the others write into the same
 * ones. With `bound` they are bound once and run by RunWithBinding, as Assay's device-resident span
 * is; else every Run hands them over by name, as its host-to-host span does. After a warm-up of a
 * third of SECONDS, at most 1, it says "timing" on stderr; runs are timed for SECONDS or until
 * SIGTERM, at least 5, and their sorted times give one line of JSON.
 *
 * The API's functions are members of one table that only ever grows; those used here are named by
 * their place in it. */
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GET_ERROR_MESSAGE = 2, CREATE_ENV = 3, CREATE_SESSION = 7, RUN = 9,
       CREATE_SESSION_OPTIONS = 10, SET_INTRA_OP_THREADS = 24, CREATE_TENSOR = 49,
       CREATE_CPU_MEMORY_INFO = 69, RUN_WITH_BINDING = 133, CREATE_IO_BINDING = 134,
       BIND_INPUT = 136, BIND_OUTPUT = 137 };
enum { API_VERSION = 24, LOG_FATAL = 4, DEVICE_ALLOCATOR = 0, DEFAULT_MEMORY = 0,
       ELEMENT_FLOAT = 1, ELEMENT_INT64 = 7, MOST_VALUES = 16, MOST_SAMPLES = 10000000 };

typedef struct { void **(*get_api)(uint32_t); const char *(*version)(void); } ApiBase;
typedef void *Status;

static void **api;

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

static void check(Status status) {
    if (status) {
        fprintf(stderr, "peer: %s\n", ((const char *(*)(Status))api[GET_ERROR_MESSAGE])(status));
        exit(1);
    }
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint64_t seed = 42;

static double uniform(void) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 11) * 0x1p-53;
}

/* Parses one INPUT; its name is cut out of the text itself. */
static void *input(char *text, void *memory_info) {
    char *spec = strrchr(text, '=');
    char type[16], dims[128];
    double low, high;
    if (!spec || sscanf(spec + 1, "%15[^:]:%127[^:]:%lf:%lf", type, dims, &low, &high) != 4) {
        fprintf(stderr, "peer: not an input: %s\n", text);
        exit(2);
    }
    *spec = 0;
    int64_t shape[8], elements = 1;
    size_t rank = 0;
    for (char *d = strtok(dims, "x"); d; d = strtok(NULL, "x")) {
        elements *= shape[rank++] = atoll(d);
    }
    int is_float = !strcmp(type, "float");
    size_t bytes = elements * (is_float ? sizeof(float) : sizeof(int64_t));
    void *data = malloc(bytes), *value = NULL;
    for (int64_t i = 0; i < elements; i++) {
        if (is_float) {
            ((float *)data)[i] = low + (high - low) * uniform();
        } else {
            ((int64_t *)data)[i] = low + (int64_t)((high - low + 1) * uniform());
        }
    }
    check(((Status (*)(void *, void *, size_t, int64_t *, size_t, int, void **))api[CREATE_TENSOR])(
        memory_info, data, bytes, shape, rank, is_float ? ELEMENT_FLOAT : ELEMENT_INT64, &value));
    return value;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    int bound = argc > 1 && !strcmp(argv[1], "bound");
    argc -= bound;
    argv += bound;
    if (argc < 7) {
        fprintf(stderr, "peer [bound] LIBRARY MODEL THREADS SECONDS INPUT... -- OUTPUT...\n");
        return 2;
    }
    void *library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        fprintf(stderr, "peer: %s\n", dlerror());
        return 1;
    }
    const ApiBase *base = ((const ApiBase *(*)(void))dlsym(library, "OrtGetApiBase"))();
    api = base->get_api(API_VERSION);
    double seconds = atof(argv[4]);

    void *env = NULL, *options = NULL, *session = NULL, *memory_info = NULL;
    check(((Status (*)(int, const char *, void **))api[CREATE_ENV])(LOG_FATAL, "peer", &env));
    check(((Status (*)(void **))api[CREATE_SESSION_OPTIONS])(&options));
    check(((Status (*)(void *, int))api[SET_INTRA_OP_THREADS])(options, atoi(argv[3])));
    check(((Status (*)(void *, const char *, void *, void **))api[CREATE_SESSION])(
        env, argv[2], options, &session));
    check(((Status (*)(int, int, void **))api[CREATE_CPU_MEMORY_INFO])(
        DEVICE_ALLOCATOR, DEFAULT_MEMORY, &memory_info));

    const char *input_names[MOST_VALUES], *output_names[MOST_VALUES];
    void *inputs[MOST_VALUES], *outputs[MOST_VALUES] = {NULL};
    size_t input_count = 0, output_count = 0;
    int i = 5;
    for (; i < argc && strcmp(argv[i], "--") && input_count < MOST_VALUES; i++) {
        inputs[input_count] = input(argv[i], memory_info);
        input_names[input_count++] = argv[i];
    }
    for (i++; i < argc && output_count < MOST_VALUES; i++) {
        output_names[output_count++] = argv[i];
    }

    Status (*run)(void *, void *, const char **, void **, size_t, const char **, size_t, void **) =
        (Status (*)(void *, void *, const char **, void **, size_t, const char **, size_t, void **))
            api[RUN];
    double *samples = malloc(MOST_SAMPLES * sizeof(double));
    size_t count = 0;
    check(run(session, NULL, input_names, inputs, input_count, output_names, output_count, outputs));
    void *binding = NULL;
    if (bound) {
        check(((Status (*)(void *, void **))api[CREATE_IO_BINDING])(session, &binding));
        Status (*bind)(void *, const char *, void *);
        for (size_t n = 0; n < input_count; n++) {
            bind = (Status (*)(void *, const char *, void *))api[BIND_INPUT];
            check(bind(binding, input_names[n], inputs[n]));
        }
        for (size_t n = 0; n < output_count; n++) {
            bind = (Status (*)(void *, const char *, void *))api[BIND_OUTPUT];
            check(bind(binding, output_names[n], outputs[n]));
        }
    }
    Status (*run_bound)(void *, void *, void *) =
        (Status (*)(void *, void *, void *))api[RUN_WITH_BINDING];
#define RUN_ONCE()                                                                               \
    check(bound ? run_bound(session, NULL, binding)                                              \
                : run(session, NULL, input_names, inputs, input_count, output_names,             \
                      output_count, outputs))
    double begin = now();
    do {
        RUN_ONCE();
    } while (now() - begin < (seconds < 3 ? seconds / 3 : 1));
    signal(SIGTERM, end);
    fprintf(stderr, "timing\n");
    begin = now();
    while (((now() - begin < seconds && !ended) || count < 5) && count < MOST_SAMPLES) {
        double start = now();
        RUN_ONCE();
        samples[count++] = now() - start;
    }
    qsort(samples, count, sizeof(double), ascending);
    printf("{\"runtime\": \"%s\", \"samples\": %zu, \"min\": %.9f, \"p05\": %.9f, \"p50\": %.9f, "
           "\"p90\": %.9f}\n",
           base->version(), count, samples[0], samples[(count - 1) / 20],
           samples[(count + 1) / 2 - 1], samples[(count * 9 + 9) / 10 - 1]);
    return 0;
}

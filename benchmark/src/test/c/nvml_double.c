/* A double of NVML for tests. Records and signatures are nvml.h's; the answers come from a text file
 * beside the library, named like it plus ".script", one "key value" a line:
 *
 *   init CODE               what nvmlInit_v2 returns
 *   devices N               how many GPUs
 *   unopenable I            the handle of GPU I is refused with "lost"
 *   unsupported NAME        the function NAME returns NOT_SUPPORTED; may stand several times
 *   lost_after N            every device call after the Nth returns GPU_IS_LOST
 *   processes N             compute processes a GPU; pid 4242, 4243, ...
 *   hide_process_memory 1   their memory is NVML_VALUE_NOT_AVAILABLE
 *   field_values CODE       what each single field value returns
 *   power_limit MILLIWATTS  in force; the default is 450000
 *   application_clock MHZ   of the SM; the default is 2520
 *   persistence 0           persistence mode is off
 *
 * Without a file: one GPU that supports everything. GPU i adds i to most numbers, so that a mix-up
 * shows. Compiled with -DOLD_DRIVER the symbols that came with newer drivers are absent. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int nvmlReturn_t;
typedef struct nvmlDevice_st { unsigned int index; } *nvmlDevice_t;

enum { OK = 0, UNINITIALIZED = 1, INVALID = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, LOST = 15, VERSION_MISMATCH = 25 };

typedef struct { unsigned long long total, free, used; } nvmlMemory_t;
typedef struct { unsigned int version; unsigned long long total, reserved, free, used; } nvmlMemory_v2_t;
typedef struct {
    char busIdLegacy[16];
    unsigned int domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
} nvmlPciInfo_t;
typedef struct {
    unsigned int pid;
    unsigned long long usedGpuMemory;
    unsigned int gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_t;
typedef union { double d; unsigned int ui; unsigned long ul; unsigned long long ull; long long sll; } nvmlValue_t;
typedef struct {
    unsigned int fieldId, scopeId;
    long long timestamp, latencyUsec;
    unsigned int valueType;
    nvmlReturn_t nvmlReturn;
    nvmlValue_t value;
} nvmlFieldValue_t;
typedef struct { unsigned int gpu, memory; } nvmlUtilization_t;
typedef struct { unsigned long long referenceTime, violationTime; } nvmlViolationTime_t;
typedef struct {
    unsigned int pid;
    unsigned long long timeStamp;
    unsigned int smUtil, memUtil, encUtil, decUtil;
} nvmlProcessUtilizationSample_t;

_Static_assert(sizeof(nvmlMemory_v2_t) == 40, "nvmlMemory_v2_t");
_Static_assert(sizeof(nvmlPciInfo_t) == 68, "nvmlPciInfo_t");
_Static_assert(sizeof(nvmlProcessInfo_t) == 24, "nvmlProcessInfo_t");
_Static_assert(sizeof(nvmlFieldValue_t) == 40, "nvmlFieldValue_t");
_Static_assert(sizeof(nvmlViolationTime_t) == 16, "nvmlViolationTime_t");
_Static_assert(sizeof(nvmlProcessUtilizationSample_t) == 32, "nvmlProcessUtilizationSample_t");

#define NVML_MEMORY_V2 ((unsigned int)(sizeof(nvmlMemory_v2_t) | (2u << 24)))
#define GIB (1024ull * 1024 * 1024)

static char script[65536];
static struct nvmlDevice_st gpus[8] = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};
static int calls, initialized;
static unsigned long long energy;

static void load_script(void) {
    Dl_info self;
    char path[4096];
    script[0] = '\n';
    script[1] = 0;
    if (!dladdr((void *)load_script, &self)) return;
    snprintf(path, sizeof path, "%s.script", self.dli_fname);
    FILE *file = fopen(path, "r");
    if (!file) return;
    size_t read = fread(script + 1, 1, sizeof script - 2, file);
    script[read + 1] = 0;
    fclose(file);
}

static int number(const char *key, int otherwise) {
    char wanted[128];
    snprintf(wanted, sizeof wanted, "\n%s ", key);
    const char *line = strstr(script, wanted);
    return line ? atoi(line + strlen(wanted)) : otherwise;
}

static int scripted(const char *key, const char *value) {
    char wanted[256];
    snprintf(wanted, sizeof wanted, "\n%s %s\n", key, value);
    return strstr(script, wanted) != NULL;
}

/* What every device call answers before it does anything. */
static nvmlReturn_t state(nvmlDevice_t gpu, const char *function) {
    if (!initialized) return UNINITIALIZED;
    if (gpu < gpus || gpu >= gpus + 8) return INVALID;
    if (++calls > number("lost_after", 1 << 30)) return LOST;
    return scripted("unsupported", function) ? NOT_SUPPORTED : OK;
}

#define BEGIN(gpu) do { nvmlReturn_t code_ = state(gpu, __func__); if (code_) return code_; } while (0)
#define GIVE(name, type, value) \
    nvmlReturn_t name(nvmlDevice_t gpu, type *out) { BEGIN(gpu); *out = (value); return OK; }
#define GIVE_PAIR(name, first, second) \
    nvmlReturn_t name(nvmlDevice_t gpu, unsigned int *a, unsigned int *b) { BEGIN(gpu); *a = (first); *b = (second); return OK; }

nvmlReturn_t nvmlInit_v2(void) {
    load_script();
    calls = 0;
    energy = 5000000;
    nvmlReturn_t code = number("init", OK);
    initialized = code == OK;
    return code;
}

nvmlReturn_t nvmlShutdown(void) { initialized = 0; return OK; }

nvmlReturn_t nvmlSystemGetDriverVersion(char *text, unsigned int length) {
    if (!initialized) return UNINITIALIZED;
    if (length < 80) return INSUFFICIENT_SIZE;
    strcpy(text, "580.65.06");
    return OK;
}

nvmlReturn_t nvmlSystemGetCudaDriverVersion_v2(int *version) {
    if (!initialized) return UNINITIALIZED;
    *version = 12080;
    return OK;
}

nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count) {
    if (!initialized) return UNINITIALIZED;
    *count = number("devices", 1);
    return OK;
}

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *gpu) {
    if (!initialized) return UNINITIALIZED;
    if (index >= (unsigned)number("devices", 1)) return INVALID;
    if ((int)index == number("unopenable", -1)) return LOST;
    *gpu = &gpus[index];
    return OK;
}

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t gpu, char *text, unsigned int length) {
    BEGIN(gpu);
    snprintf(text, length, "NVIDIA Double %u", gpu->index);
    return OK;
}

nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t gpu, char *text, unsigned int length) {
    BEGIN(gpu);
    snprintf(text, length, "GPU-00000000-0000-0000-0000-00000000000%u", gpu->index);
    return OK;
}

nvmlReturn_t nvmlDeviceGetPciInfo_v3(nvmlDevice_t gpu, nvmlPciInfo_t *out) {
    BEGIN(gpu);
    memset(out, 0, sizeof *out);
    out->bus = 1 + gpu->index;
    out->pciDeviceId = 0x26840000u + (gpu->index << 16) | 0x10de;
    out->pciSubSystemId = 0x167c10deu;
    snprintf(out->busId, sizeof out->busId, "00000000:%02X:00.0", out->bus);
    snprintf(out->busIdLegacy, sizeof out->busIdLegacy, "0000:%02X:00.0", out->bus);
    return OK;
}

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t gpu, nvmlMemory_t *out) {
    BEGIN(gpu);
    out->total = (24 + gpu->index) * GIB;
    out->used = 2 * GIB;
    out->free = out->total - out->used;
    return OK;
}

nvmlReturn_t nvmlDeviceGetCudaComputeCapability(nvmlDevice_t gpu, int *major, int *minor) {
    BEGIN(gpu);
    *major = 8;
    *minor = 9;
    return OK;
}

nvmlReturn_t nvmlDeviceGetMaxClockInfo(nvmlDevice_t gpu, int clock, unsigned int *megahertz) {
    BEGIN(gpu);
    if (clock != 1 && clock != 2) return INVALID;
    *megahertz = clock == 1 ? 3105 : 10501;
    return OK;
}

nvmlReturn_t nvmlDeviceGetClockInfo(nvmlDevice_t gpu, int clock, unsigned int *megahertz) {
    BEGIN(gpu);
    if (clock != 1 && clock != 2) return INVALID;
    *megahertz = clock == 1 ? 2520 + gpu->index : 10251;
    return OK;
}

nvmlReturn_t nvmlDeviceGetApplicationsClock(nvmlDevice_t gpu, int clock, unsigned int *megahertz) {
    BEGIN(gpu);
    if (clock != 1 && clock != 2) return INVALID;
    *megahertz = clock == 1 ? number("application_clock", 2520) : 10501;
    return OK;
}

nvmlReturn_t nvmlDeviceGetDefaultApplicationsClock(nvmlDevice_t gpu, int clock, unsigned int *megahertz) {
    BEGIN(gpu);
    if (clock != 1 && clock != 2) return INVALID;
    *megahertz = clock == 1 ? 2520 : 10501;
    return OK;
}

nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t gpu, int sensor, unsigned int *celsius) {
    BEGIN(gpu);
    if (sensor != 0) return INVALID;
    *celsius = 61 + gpu->index;
    return OK;
}

nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t gpu, nvmlUtilization_t *out) {
    BEGIN(gpu);
    out->gpu = 97;
    out->memory = 41;
    return OK;
}

GIVE(nvmlDeviceGetPowerUsage, unsigned int, 251500 + gpu->index)
GIVE(nvmlDeviceGetEnforcedPowerLimit, unsigned int, number("power_limit", 450000))
GIVE(nvmlDeviceGetPowerManagementDefaultLimit, unsigned int, 450000)
GIVE(nvmlDeviceGetMaxPcieLinkGeneration, unsigned int, 4)
GIVE(nvmlDeviceGetMaxPcieLinkWidth, unsigned int, 16)
GIVE(nvmlDeviceGetCurrPcieLinkGeneration, unsigned int, 3)
GIVE(nvmlDeviceGetCurrPcieLinkWidth, unsigned int, 8)
GIVE(nvmlDeviceGetPersistenceMode, unsigned int, number("persistence", 1))
GIVE_PAIR(nvmlDeviceGetEccMode, 0, 1)
GIVE(nvmlDeviceGetCurrentClocksThrottleReasons, unsigned long long, 0x4 | 0x20)

nvmlReturn_t nvmlDeviceGetViolationStatus(nvmlDevice_t gpu, int policy, nvmlViolationTime_t *out) {
    BEGIN(gpu);
    out->referenceTime = 0;
    out->violationTime = 7000000000ull + policy;
    return OK;
}

static nvmlReturn_t processes(nvmlDevice_t gpu, unsigned int *count, nvmlProcessInfo_t *infos, unsigned int first_pid, unsigned int have) {
    unsigned int room = *count;
    *count = have;
    if (have == 0) return OK;
    if (room < have || !infos) return INSUFFICIENT_SIZE;
    for (unsigned int i = 0; i < have; i++) {
        infos[i].pid = first_pid + i;
        infos[i].usedGpuMemory = number("hide_process_memory", 0) ? ~0ull : (i + 1) * GIB + gpu->index;
        infos[i].gpuInstanceId = infos[i].computeInstanceId = 0xFFFFFFFFu;
    }
    return OK;
}

nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v2(nvmlDevice_t gpu, unsigned int *count, nvmlProcessInfo_t *infos) {
    BEGIN(gpu);
    return processes(gpu, count, infos, 4242, number("processes", 1));
}

/* Samples 10 us apart, the newest 100 us after those of the call before; the first of each process is an old one. */
nvmlReturn_t nvmlDeviceGetProcessUtilization(nvmlDevice_t gpu, nvmlProcessUtilizationSample_t *samples, unsigned int *count, unsigned long long last_seen) {
    BEGIN(gpu);
    static unsigned long long clock = 1000;
    static const unsigned int shares[] = {90, 40, 60};
    unsigned int processes = number("processes", 1), room = *count;
    if (processes == 0) return NOT_FOUND;
    *count = 3 * processes;
    if (!samples || room < *count) return INSUFFICIENT_SIZE;
    clock += 100;
    for (unsigned int i = 0; i < *count; i++) {
        memset(&samples[i], 0, sizeof samples[i]);
        samples[i].pid = 4242 + i / 3;
        samples[i].smUtil = shares[i % 3];
        samples[i].timeStamp = i % 3 == 0 ? last_seen : clock + 10 * (i % 3);
    }
    return OK;
}

#ifndef OLD_DRIVER
nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t gpu, nvmlMemory_v2_t *out) {
    BEGIN(gpu);
    if (out->version != NVML_MEMORY_V2) return VERSION_MISMATCH;
    out->total = (24 + gpu->index) * GIB;
    out->reserved = GIB / 2;
    out->used = 2 * GIB - out->reserved;
    out->free = out->total - out->used - out->reserved;
    return OK;
}

nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v3(nvmlDevice_t gpu, unsigned int *count, nvmlProcessInfo_t *infos) {
    BEGIN(gpu);
    return processes(gpu, count, infos, 4242, number("processes", 1));
}

nvmlReturn_t nvmlDeviceGetGraphicsRunningProcesses_v3(nvmlDevice_t gpu, unsigned int *count, nvmlProcessInfo_t *infos) {
    BEGIN(gpu);
    return processes(gpu, count, infos, 900, number("desktops", 0));
}

GIVE(nvmlDeviceGetNumGpuCores, unsigned int, 16384)
GIVE_PAIR(nvmlDeviceGetMigMode, 0, 0)
GIVE(nvmlDeviceGetCurrentClocksEventReasons, unsigned long long, 0x4 | 0x20)

/* 50 J more at every reading. */
GIVE(nvmlDeviceGetTotalEnergyConsumption, unsigned long long, energy += 50000)

nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t gpu, int count, nvmlFieldValue_t *values) {
    BEGIN(gpu);
    for (int i = 0; i < count; i++) {
        if (values[i].scopeId != 0) return INVALID;
        values[i].nvmlReturn = number("field_values", OK);
        values[i].valueType = 3;
        values[i].value.ull = 1000000000ull * values[i].fieldId;
    }
    return OK;
}
#endif

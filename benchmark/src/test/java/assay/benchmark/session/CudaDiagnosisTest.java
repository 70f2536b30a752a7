package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts are those recorded from ONNX Runtime 1.29.0 in each state of a machine.
class CudaDiagnosisTest {

    record Case(String text, CudaDiagnosis diagnosis, String sentence, String advice) {}

    static Case[] cases() {
        String load = "Failed to load library libonnxruntime_providers_cuda.so with error: ";
        return new Case[] {
            new Case(
                    "Error code - ORT_EP_FAIL - message: Failed to find CUDA shared provider",
                    new CudaDiagnosis.CpuBuild(),
                    "CPU build",
                    "scripts/assay"),
            new Case(
                    load
                            + "libcublasLt.so.12: cannot open shared object file: No such file or directory",
                    new CudaDiagnosis.LibraryMissing("libcublasLt.so.12"),
                    "libcublasLt.so.12 was not found",
                    "assay doctor --install-cuda"),
            new Case(
                    load
                            + "/opt/x/libonnxruntime_providers_cuda.so: undefined symbol: cudaLibraryGetKernel, version libcudart.so.12",
                    new CudaDiagnosis.LibraryTooOld("cudaLibraryGetKernel", "libcudart.so.12"),
                    "libcudart.so.12 that was found is too old",
                    "CUDA 12.9"),
            new Case(
                    load
                            + "libcuda.so.1: cannot open shared object file: No such file or directory",
                    new CudaDiagnosis.NoDriver(),
                    "driver's CUDA library was not found",
                    "Install the NVIDIA driver"),
            new Case(
                    "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=box ; file=cuda_call.cc",
                    new CudaDiagnosis.NoDevice(),
                    "shows no CUDA device",
                    "CUDA_VISIBLE_DEVICES"),
            new Case(
                    "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; hostname=box",
                    new CudaDiagnosis.DriverTooOld(),
                    "driver is older",
                    "Update the NVIDIA driver"),
            new Case(
                    "This session contains graph nodes that are assigned to the default CPU EP, but fallback to CPU EP has been explicitly disabled by the user.",
                    new CudaDiagnosis.FallbackForbidden(),
                    "have no CUDA kernel",
                    "--strict"),
            new Case(
                    load
                            + "libcudnn.so.9: cannot open shared object file: No such file or directory",
                    new CudaDiagnosis.LibraryMissing("libcudnn.so.9"),
                    "libcudnn.so.9",
                    "Install cuDNN 9"),
            // ONNX Runtime's own words on Windows.
            new Case(
                    "Error loading \"onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_12.dll\" which is missing. (Error 126: \"The specified module could not be found.\")",
                    new CudaDiagnosis.LibraryMissing("cublasLt64_12.dll"),
                    "cublasLt64_12.dll",
                    "CUDA 12"),
            new Case(
                    "CUDA failure 2: out of memory ; GPU=0 ; hostname=box",
                    new CudaDiagnosis.OutOfMemory(),
                    "out of memory",
                    "smaller batch"),
            new Case(
                    "CUDA failure 719: unspecified launch failure ; GPU=0 ; hostname=box",
                    new CudaDiagnosis.CudaFailure(719, "unspecified launch failure"),
                    "error 719: unspecified launch failure.",
                    "nvidia-smi"),
            new Case(
                    "something new\nwith a second line",
                    new CudaDiagnosis.Unrecognized("something new"),
                    "something new",
                    "assay doctor"),
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStateIsToldApart(Case state) {
        var diagnosis = CudaDiagnosis.of(state.text());
        assertThat(diagnosis).isEqualTo(state.diagnosis());
        assertThat(diagnosis.sentence()).contains(state.sentence()).doesNotContain("\n");
        assertThat(diagnosis.advice()).contains(state.advice()).endsWith(".");
    }

    @Test
    void whatTheArenaCudaAndItsLibrariesSayOfMemoryIsMemoryThatRanOut() {
        assertThat(
                        List.of(
                                "BFCArena::AllocateRawInternal Failed to allocate memory for requested"
                                        + " buffer of size 4294967296",
                                "BFCArena::AllocateRawInternal Available memory of 536870912 is smaller"
                                        + " than requested bytes of 1073741824",
                                "CUDA failure 2: out of memory ; GPU=0 ; hostname=h",
                                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0",
                                "std::bad_alloc"))
                .extracting(OrtFailure::kind)
                .containsOnly(BenchmarkException.Kind.OUT_OF_MEMORY);
        assertThat(OrtFailure.kind("CUDA failure 700: an illegal memory access was encountered"))
                .isEqualTo(BenchmarkException.Kind.FAILED);
    }
}

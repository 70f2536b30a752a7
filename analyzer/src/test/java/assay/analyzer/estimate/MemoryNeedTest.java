package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.onnx.ModelDraft;
import assay.analyzer.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    private static DeviceProfile device(String id) {
        return ((Match.Known) PROFILES.find(id)).profile();
    }

    private static Analysis analysis(String model) {
        return Analysis.of(ModelDraft.of(Zoo.spec(model)), Assumptions.NONE);
    }

    @Test
    void addsUpItsParts() {
        Analysis resnet = analysis("resnet18");
        MemoryNeed need =
                MemoryNeed.of(
                                Workload.of(resnet, resnet.at(8), FusionRules.cuda()),
                                device("nvidia-t4-16gb"))
                        .orElseThrow();
        // 11,699,112 elements of 4 bytes. The largest convolution, the first: 8 x 3 x 224 x 224 in,
        // 64 x 3 x 7 x 7 weights, 8 x 64 x 112 x 112 out, 4 bytes each, beside 4 MiB.
        long convolution = 4L * (8 * 3 * 224 * 224 + 64 * 3 * 49 + 8 * 64 * 112 * 112);
        assertThat(need.parts())
                .extracting(MemoryNeed.Part::name)
                .containsExactly("weights", "activations", "workspace", "context");
        assertThat(need.parts().get(0).bytes()).isEqualTo(46_796_448);
        assertThat(need.parts().get(2).bytes()).isEqualTo(4 * 1048576 + convolution);
        assertThat(need.parts().get(3).bytes()).isEqualTo(376e6);
        assertThat(need.bytes())
                .isEqualTo(need.parts().stream().mapToDouble(MemoryNeed.Part::bytes).sum());
        assertThat(need.parts())
                .extracting(MemoryNeed.Part::basis)
                .containsExactly(
                        MemoryNeed.Basis.COUNTED,
                        MemoryNeed.Basis.COUNTED,
                        MemoryNeed.Basis.ASSUMED,
                        MemoryNeed.Basis.ASSUMED);
    }

    @Test
    void theLargestBatchFitsAndTheNextDoesNot() {
        Analysis resnet = analysis("resnet50");
        DeviceProfile t4 = device("nvidia-t4-16gb");
        long largest = BatchFit.of(resnet, t4).largest().orElseThrow();
        assertThat(bytes(resnet, largest, t4)).isLessThanOrEqualTo(16e9);
        assertThat(bytes(resnet, largest + 1, t4)).isGreaterThan(16e9);
        // Twice the memory holds about twice the batch.
        long v100 = BatchFit.of(resnet, device("nvidia-v100-sxm2-32gb")).largest().orElseThrow();
        assertThat(v100 / (double) largest).isBetween(1.9, 2.2);
    }

    private static double bytes(Analysis analysis, long batch, DeviceProfile device) {
        return MemoryNeed.of(Workload.of(analysis, analysis.at(batch), FusionRules.cuda()), device)
                .orElseThrow()
                .bytes();
    }

    @Test
    void saysWhyThereIsNoLargestBatch() {
        // 2.7 billion parameters of 4 bytes are more than 4 GB.
        BatchFit none = BatchFit.of(analysis("gpt3_2_7b"), device("nvidia-jetson-orin-nano-4gb"));
        assertThat(none.largest()).hasValue(0);
        BatchFit cpu = BatchFit.of(analysis("resnet18"), device("amd-epyc-9654"));
        assertThat(cpu.largest()).isEmpty();
        assertThat(cpu.why()).contains("does not say how much memory");
    }
}

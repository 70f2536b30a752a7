package assay.benchmark.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.session.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchCostTest {

    @TempDir Path folder;

    @Test
    void aNodeIsTheSlopeBetweenTwoChains() {
        // (3.23 - 0.83) ms / (400 - 100) nodes = 8 us; the 30 us of a run cancel.
        Rung few = Rungs.tiny(new Quantity.NodeCost(), 100);
        Rung many = Rungs.tiny(new Quantity.NodeCost(), 400);
        assertThat(
                        NodeSlope.seconds(
                                List.of(
                                        new RungTime(few, 1, 0.83e-3),
                                        new RungTime(many, 1, 3.23e-3))))
                .isCloseTo(8e-6, within(1e-12));
    }

    @Test
    void anyProviderCanBeTimed() {
        // The CPU provider stands in: no machine that runs this has a GPU.
        DispatchCost cost = DispatchCost.measure(new Provider.Cpu(), "some device", 0.2);
        assertThat(cost.seconds()).isPositive();
        assertThat(cost.device()).isEqualTo("some device");
        assertThat(cost.spread()).isNotNegative();
    }

    @Test
    void isKeptByDeviceHostAndRuntime() throws IOException {
        DispatchCost cost = new DispatchCost("Tesla T4", "Some CPU", "1.29.0", 8e-6, 0.05);
        Path file = cost.store(folder);
        assertThat(DispatchCost.load(folder, "Tesla T4", "Some CPU", "1.29.0")).contains(cost);
        assertThat(DispatchCost.load(folder, "Tesla T4", "Other CPU", "1.29.0")).isEmpty();
        assertThat(DispatchCost.load(folder, "NVIDIA L4", "Some CPU", "1.29.0")).isEmpty();
        Files.writeString(file, "seconds=-1\nspread=0.05\n");
        assertThat(DispatchCost.load(folder, "Tesla T4", "Some CPU", "1.29.0")).isEmpty();
        assertThatThrownBy(() -> new DispatchCost("", "", "", 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

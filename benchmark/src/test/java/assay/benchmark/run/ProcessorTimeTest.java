package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void whatOthersTookIsWhatIsBusyAndNotOurs() {
        // user nice system idle iowait irq softirq steal guest guest_nice, in ticks of 10 ms
        ProcessorTime before = ProcessorTime.parse("cpu  100 0 50 800 40 5 5 10 0 0", 0, 0);
        // busy: 100+0+50+5+5 = 160; idle: 840; stolen: 10
        assertThat(before).isEqualTo(new ProcessorTime(160, 10, 1010, 0, 0));
        ProcessorTime after =
                ProcessorTime.parse("cpu  200 0 70 860 40 5 5 30 0 0", 900_000_000L, 100_000_000L);
        // busy +120 of +200 ticks; ours 0.9 s = 90 ticks, our parent's 0.1 s = 10; others 20/200;
        // stolen 20/200; parent 10/200
        assertThat(after.since(before)).isEqualTo(new ProcessorTime.Share(0.1, 0.1, 0.05));
    }

    @Test
    void tooShortASpanTellsNothing() {
        ProcessorTime before = ProcessorTime.parse("cpu 10 0 0 10 0 0 0 0 0 0", 0, 0);
        assertThat(ProcessorTime.parse("cpu 50 0 0 69 0 0 0 0 0 0", 0, 0).since(before)).isNull();
    }
}

package assay.benchmark.run;

import assay.benchmark.session.Provider;
import java.nio.file.Path;
import java.time.Duration;

/// A process that does nothing but watch another one, as the process that directs a measurement
/// does, until it is ended.
final class WatchingProcess {

    private WatchingProcess() {}

    /// Watches the process that writes its [TimedSpan] to the folder that is the argument.
    public static void main(String[] arguments) throws InterruptedException {
        try (Observer observer = Observer.start(new Provider.Cpu());
                Observer.Watch _ = observer.watch(Path.of(arguments[0]))) {
            Thread.sleep(Duration.ofHours(1));
        }
    }
}

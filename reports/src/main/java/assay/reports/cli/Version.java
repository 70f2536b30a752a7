package assay.reports.cli;

import picocli.CommandLine.IVersionProvider;

/// What `assay --version` prints.
final class Version implements IVersionProvider {

    /// Version of this build, out of the jar's manifest; `development` where classes run from a
    /// folder.
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Assay " + current(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}

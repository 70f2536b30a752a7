package assay.analyzer.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All profiles of some folders, found by key or matched to a device that is there.
public final class Profiles {
    private final Map<String, DeviceProfile> byId;

    private Profiles(Map<String, DeviceProfile> byId) {
        this.byId = byId;
    }

    /// Every `*.json` below `folders`. A profile in a later folder replaces one of the same id in
    /// an earlier one; two of the same id in one folder are an error. A folder that is not there
    /// counts as empty.
    ///
    /// @throws ProfileException for the first file that cannot be used
    public static Profiles load(List<Path> folders) {
        Map<String, DeviceProfile> all = new TreeMap<>();
        for (Path folder : folders) {
            all.putAll(loadFolder(folder));
        }
        return new Profiles(all);
    }

    /// The profiles that come with Assay (folder named by the system property `assay.profiles`,
    /// else by the environment variable `ASSAY_PROFILES`, else `profiles` in the working
    /// directory), then the user's own in `~/.config/assay/profiles`.
    public static Profiles bundledAndUser() {
        return load(List.of(bundledFolder(), userFolder()));
    }

    /// These and some more; one of the same id replaces what is there.
    public Profiles with(Collection<? extends DeviceProfile> more) {
        Map<String, DeviceProfile> all = new TreeMap<>(byId);
        more.forEach(profile -> all.put(profile.id(), profile));
        return new Profiles(all);
    }

    /// Where the profiles lie that come with Assay.
    public static Path bundledFolder() {
        String property = System.getProperty("assay.profiles");
        if (property != null) {
            return Path.of(property);
        }
        String environment = System.getenv("ASSAY_PROFILES");
        return Path.of(environment != null ? environment : "profiles");
    }

    /// Where a user drops a profile, one file a device, and where calibration writes its own.
    public static Path userFolder() {
        return Path.of(System.getProperty("user.home"), ".config", "assay", "profiles");
    }

    /// All of them, by id.
    public Collection<DeviceProfile> all() {
        return List.copyOf(byId.values());
    }

    /// The profile that a user or a table means by `key`: its id, its driver name (unless several
    /// share it) or one of its short names. Exact, but for letter case.
    public Match find(String key) {
        DeviceProfile byKey = byId.get(key);
        if (byKey != null) {
            return new Match.Known(byKey);
        }
        List<DeviceProfile> found = new ArrayList<>();
        for (DeviceProfile profile : byId.values()) {
            if (profile.id().equalsIgnoreCase(key)
                    || sameName(profile.name(), key)
                    || profile.aliases().stream().anyMatch(key::equalsIgnoreCase)) {
                found.add(profile);
            }
        }
        return one(found, "'" + key + "'");
    }

    /// The profile of the device that is there: same name, and nothing else known of it may
    /// contradict. Where a name covers several, processors, memory and PCI id must single one out.
    public Match match(DeviceIdentity device) {
        List<DeviceProfile> found = new ArrayList<>();
        for (DeviceProfile profile : byId.values()) {
            if (sameName(profile.name(), device.name()) && agrees(profile, device)) {
                found.add(profile);
            }
        }
        if (found.size() > 1 && device.pciDeviceId() != null) {
            found.removeIf(p ->
                    !(p instanceof GpuProfile g
                            && g.pciDeviceIds().contains(device.pciDeviceId())));
        }
        return one(found, "a device that calls itself '" + device.name() + "'");
    }

    private static boolean agrees(DeviceProfile profile, DeviceIdentity device) {
        return switch (profile) {
            case GpuProfile gpu ->
                    (device.processors() == null || device.processors() == gpu.processors())
                            && (device.memoryBytes() == null
                                    || sameMemory(gpu, device.memoryBytes()));
            case CpuProfile cpu ->
                    device.processors() == null || device.processors() == cpu.cores();
        };
    }

    // A driver reports 85 to 108 % of the marketing capacity: reserve and ECC below, binary
    // gigabytes above.
    private static boolean sameMemory(GpuProfile gpu, double reported) {
        double share = reported / gpu.memory().bytes();
        return share > 0.85 && share < 1.08;
    }

    // Older drivers leave out the vendor's prefix.
    private static boolean sameName(String profile, String device) {
        return bare(profile).equalsIgnoreCase(bare(device));
    }

    private static String bare(String name) {
        String trimmed = name.strip();
        return trimmed.startsWith("NVIDIA ") ? trimmed.substring("NVIDIA ".length()) : trimmed;
    }

    private static Match one(List<DeviceProfile> found, String what) {
        if (found.size() == 1) {
            return new Match.Known(found.getFirst());
        }
        if (found.isEmpty()) {
            return new Match.Unknown("no profile for " + what);
        }
        return new Match.Unknown(
                what
                        + " fits several profiles: "
                        + String.join(", ", found.stream().map(DeviceProfile::id).toList()));
    }

    private static Map<String, DeviceProfile> loadFolder(Path folder) {
        Map<String, DeviceProfile> profiles = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return profiles;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                DeviceProfile profile = ProfileReader.read(file);
                if (profiles.put(profile.id(), profile) != null) {
                    throw new ProfileException(
                            file, "id", "'" + profile.id() + "' is taken by another file");
                }
            }
        } catch (IOException e) {
            throw new ProfileException(folder, "", "cannot be listed: " + e.getMessage(), e);
        }
        return profiles;
    }
}

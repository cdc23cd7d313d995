using GoDockerTasks.Images;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>A machine's files, as far as base images are made of them.</summary>
internal sealed class MachineFiles : IDisposable
{
    private readonly TempDirectory _root = new();

    public ToolchainSources Sources => new()
    {
        GoRoots = [.. Directory.EnumerateDirectories(_root.Path, "go-*").Order(StringComparer.Ordinal)],
        BusyBoxes = [At("busybox-dynamic"), At("busybox")],
        Certificates = [At("none.crt"), At("ca.crt")],
        ZoneInfo = At("zoneinfo"),
    };

    public string At(string path) => _root.File(path);

    public MachineFiles Write(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }

    /// <summary>A Go as Debian installs it: programs in one place, sources in another.</summary>
    public MachineFiles WithGo(string version)
    {
        var (lib, share) = ($"go-{version}", $"share/go-{version}");
        Write($"{lib}/VERSION", $"go{version}\ntime 2026-01-01T00:00:00Z\n").Write($"{lib}/bin/go", "program").Write($"{lib}/go.env");
        Write($"{share}/src/runtime/proc.go").Write($"{share}/src/runtime/proc_test.go").Write($"{share}/src/runtime/testdata/x")
            .Write($"{share}/src/cmd/go/main.go").Write($"{share}/test/a.go").Write($"{share}/api/a.txt");
        foreach (var name in new[] { "src", "test", "api" })
        {
            Directory.CreateSymbolicLink(At($"{lib}/{name}"), $"../{share}/{name}");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At($"{lib}/bin/go"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    public MachineFiles WithBusyBox(bool isStatic = true)
    {
        // The head of an ELF file with one segment: PT_LOAD, or PT_INTERP as in a program that needs libraries.
        var elf = new byte[120];
        ((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]).CopyTo(elf, 0);
        (elf[32], elf[54], elf[56], elf[64]) = (64, 56, 1, (byte)(isStatic ? 1 : 3));
        File.WriteAllBytes(At(isStatic ? "busybox" : "busybox-dynamic"), elf);
        return this;
    }

    public MachineFiles WithCertificates() => Write("ca.crt", "PEM");

    public MachineFiles WithZones() =>
        Write("zoneinfo/Europe/Vienna", "TZif").Write("zoneinfo/right/Europe/Vienna").Write("zoneinfo/tzdata.zi", "# version 2026a");

    public void Dispose() => _root.Dispose();
}

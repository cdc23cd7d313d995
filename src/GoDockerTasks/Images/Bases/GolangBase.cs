using System.Text;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Images;

/// <summary>The recipe for what stands in for a <c>golang</c> image: busybox, Go and CA certificates.</summary>
internal static class GolangBase
{
    private static readonly Version ToolsBuiltOnDemand = new(1, 25);

    // What runs Go at build time needs none of it, and it is half of the size.
    private static readonly string[] NotNeeded = ["api", "doc", "misc", "test", "pkg/bootstrap", "pkg/obj"];

    /// <summary>Says whether a reference names a golang image, in Docker Hub or in a mirror of it.</summary>
    public static bool IsMeant(ImageReference image) => image.ShortName == "golang";

    /// <summary>Plans the image.</summary>
    public static HomeMadeBase Plan(string from, ImageReference image, ToolchainSources sources)
    {
        var tag = image.Tag ?? "";
        if (tag.Contains("windows", StringComparison.Ordinal) || tag.Contains("nanoserver", StringComparison.Ordinal))
        {
            throw new GoDockerException(ErrorKinds.BaseNotAssembled, $"'{from}' is a Windows image.");
        }

        var go = Choose(from, WantedVersion(tag), sources);
        var busyBox = sources.BusyBoxes.FirstOrDefault(StaticExecutable.Is) ?? throw Missing(from, "a static busybox", "busybox-static");
        var certificates = sources.Certificates.FirstOrDefault(File.Exists)
            ?? throw Missing(from, "CA certificates", "ca-certificates");

        return new()
        {
            Reference = HomeMadeBase.Named($"golang:{go.Version}", Content(go, busyBox, certificates)),
            Description = $"Go {go.Version} of {go.Root}, {busyBox} and {certificates}",
            BusyBox = busyBox,
            Instructions =
                $"""
                ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                ENV GOLANG_VERSION={go.Version}
                ENV GOTOOLCHAIN=local
                ENV GOPATH=/go
                ENV CGO_ENABLED=0
                WORKDIR /go
                CMD ["sh"]
                """,
            Fill = files => Fill(files, go, certificates),
        };
    }

    /// <summary>Gives the version that a tag such as <c>1.24-alpine3.20</c> asks for; empty when it asks for none.</summary>
    internal static string WantedVersion(string tag)
    {
        var first = tag.Split('-')[0];
        return first.Length > 0 && char.IsAsciiDigit(first[0]) ? first : "";
    }

    private static GoInstallation Choose(string from, string wanted, ToolchainSources sources)
    {
        GoInstallation[] installed =
        [
            .. sources.GoRoots.Distinct().Select(GoInstallation.At).OfType<GoInstallation>()
                .DistinctBy(go => go.Version).OrderByDescending(go => go.Number),
        ];
        if (installed.Length == 0)
        {
            var package = wanted.Length == 0 ? "golang-go" : $"golang-{string.Join('.', wanted.Split('.').Take(2))}-go";
            throw Missing(from, "a Go toolchain", package);
        }

        return installed.FirstOrDefault(go => go.Fits(wanted)) ?? throw new GoDockerException(
            ErrorKinds.GoVersionDoesNotFit,
            $"'{from}' asks for Go {wanted}; installed: {string.Join(", ", installed.Select(go => $"Go {go.Version} in {go.Root}"))}.");
    }

    private static IEnumerable<byte[]> Content(GoInstallation go, string busyBox, string certificates) =>
    [
        File.ReadAllBytes(Path.Combine(go.Root, "VERSION")),
        Encoding.UTF8.GetBytes($"{new FileInfo(Path.Combine(go.Root, "bin", "go")).Length}"),
        File.ReadAllBytes(busyBox),
        File.ReadAllBytes(certificates),
    ];

    private static void Fill(RootFileSystem files, GoInstallation go, string certificates)
    {
        CommonFiles.Write(files, certificates);
        files.Folder("go", RootFileSystem.SharedMode);
        files.Folder("go/bin", RootFileSystem.SharedMode);
        files.Folder("go/src", RootFileSystem.SharedMode);
        files.Folder("usr/local");
        files.Tree("usr/local/go", go.Root, path => IsWanted(path, go));
    }

    private static bool IsWanted(string path, GoInstallation go) =>
        !NotNeeded.Contains(path)
        && !path.EndsWith("_test.go", StringComparison.Ordinal)
        && Path.GetFileName(path) != "testdata"
        && (path != Path.Combine("src", "cmd") || go.Number >= ToolsBuiltOnDemand);

    private static GoDockerException Missing(string from, string what, string package) => new(
        ErrorKinds.ToolchainIncomplete,
        $"'{from}' needs {what}; on Debian and Ubuntu: apt-get install {package}.");
}

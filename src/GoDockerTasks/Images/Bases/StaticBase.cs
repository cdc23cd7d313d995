using System.Text.RegularExpressions;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Images;

/// <summary>The recipe for what stands in for <c>gcr.io/distroless/static</c>: CA certificates, time zones, users, no program.</summary>
internal static partial class StaticBase
{
    /// <summary>Says whether a reference names a distroless static image, in its registry or in a mirror of it.</summary>
    public static bool IsMeant(ImageReference image) => Name().IsMatch(image.Repository);

    /// <summary>Plans the image.</summary>
    public static HomeMadeBase Plan(string from, ImageReference image, ToolchainSources sources)
    {
        var variant = Variant().Match(image.Tag ?? "");
        if (!variant.Success)
        {
            throw new GoDockerException(
                ErrorKinds.BaseNotAssembled, $"'{from}': of distroless/static, the tags latest and nonroot can be assembled.");
        }

        var nonRoot = variant.Groups[1].Value == "nonroot";
        var certificates = sources.Certificates.FirstOrDefault(File.Exists) ?? throw Missing(from, "CA certificates", "ca-certificates");
        if (!Directory.Exists(sources.ZoneInfo))
        {
            throw Missing(from, "time zones", "tzdata");
        }

        var user = nonRoot ? $"USER {CommonFiles.NonRoot}\nWORKDIR /home/nonroot" : "USER 0";

        return new()
        {
            Reference = HomeMadeBase.Named(
                nonRoot ? "static:nonroot" : "static:root",
                [File.ReadAllBytes(certificates), .. VersionFile(sources.ZoneInfo)]),
            Description = $"{certificates} and {sources.ZoneInfo}",
            Instructions =
                $"""
                ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
                {user}
                """,
            Fill = files =>
            {
                CommonFiles.Write(files, certificates);
                files.Folder("usr/share");
                files.Tree("usr/share/zoneinfo", sources.ZoneInfo, path => !IsRepetition(path));
            },
        };
    }

    // The same zones once more, with and without leap seconds; and a link to this machine's own choice.
    private static bool IsRepetition(string path) => path is "posix" or "right" or "localtime";

    private static IEnumerable<byte[]> VersionFile(string zoneInfo)
    {
        var version = Path.Combine(zoneInfo, "tzdata.zi");
        return File.Exists(version) ? [File.ReadAllBytes(version)] : [];
    }

    private static GoDockerException Missing(string from, string what, string package) => new(
        ErrorKinds.ToolchainIncomplete, $"'{from}' needs {what}; on Debian and Ubuntu: apt-get install {package}.");

    [GeneratedRegex(@"(^|/)distroless/static(-debian\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(latest|nonroot)(-(amd64|arm64|arm|s390x|ppc64le))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Variant();
}

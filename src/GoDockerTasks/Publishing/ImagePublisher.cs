using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Publishing;

/// <summary>Pushes an image and asks the registry whether it has what was pushed.</summary>
/// <param name="processes">Runs docker.</param>
public sealed partial class ImagePublisher(IProcessRunner processes)
{
    /// <summary>Pushes all tags of an image. A tag that is there already with the same content is no error.</summary>
    /// <param name="image">The image.</param>
    /// <param name="bases">What it was built on.</param>
    /// <param name="log">Where progress is said.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <returns>The references by digest.</returns>
    /// <exception cref="GoDockerException">
    /// The image stands on a home-made base (<c>GDT4001</c>), the push failed (<c>GDT4002</c>), or the registry holds
    /// something else (<c>GDT4003</c>).
    /// </exception>
    public async Task<PublishedImage> PublishAsync(
        BuiltImage image, IReadOnlyList<BaseImage> bases, IRunLog log, CancellationToken cancellationToken)
    {
        RefuseHomeMade(bases);
        List<string> references = [];
        var digest = "";
        foreach (var reference in image.References)
        {
            log.Information($"Pushing {reference}");
            digest = await PushAsync(reference, log, cancellationToken);
            await VerifyAsync(reference, digest, cancellationToken);
            references.Add($"{Repository(reference)}@{digest}");
        }

        return new([.. references.Distinct()], digest);
    }

    /// <summary>Stops a run that would publish an image which stands on something assembled on this machine.</summary>
    /// <param name="bases">What the image is, or will be, built on.</param>
    /// <exception cref="GoDockerException">One of them is home-made (<c>GDT4001</c>).</exception>
    public static void RefuseHomeMade(IReadOnlyList<BaseImage> bases)
    {
        if (bases.FirstOrDefault(image => image.Via == BaseImageSource.LocalToolchain) is { } homeMade)
        {
            throw new GoDockerException(ErrorKinds.HomeMadeBase, $"'{homeMade.From}' is {homeMade.Used}");
        }
    }

    private async Task<string> PushAsync(string reference, IRunLog log, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        var exitCode = await processes.RunAsync(
            new("docker", ["push", reference]),
            line =>
            {
                lines.Add(line.Text);
                log.Write(new(MessageKind.Output, line.Text));
            },
            cancellationToken);
        var digest = lines.Select(line => PushedDigest().Match(line)).LastOrDefault(match => match.Success)?.Groups[1].Value;

        return exitCode == 0 && digest is not null
            ? digest
            : throw new GoDockerException(ErrorKinds.PushFailed, $"{reference}: {lines.LastOrDefault() ?? "no output"}");
    }

    private async Task VerifyAsync(string reference, string digest, CancellationToken cancellationToken)
    {
        var inspected = await processes.CaptureAsync(
            new("docker", ["buildx", "imagetools", "inspect", reference, "--format", "{{json .Manifest}}"]),
            cancellationToken);
        var found = inspected.Succeeded
            ? JsonDocument.Parse(inspected.Output).RootElement.GetProperty("digest").GetString()
            : null;
        if (found != digest)
        {
            throw new GoDockerException(
                ErrorKinds.PushedDigestDiffers,
                $"{reference} was pushed as {digest}, the registry has {found ?? "no answer: " + inspected.Error}");
        }
    }

    private static string Repository(string reference) => reference[..reference.LastIndexOf(':')];

    [GeneratedRegex(@"digest: (sha256:[0-9a-f]{64})", RegexOptions.CultureInvariant)]
    private static partial Regex PushedDigest();
}

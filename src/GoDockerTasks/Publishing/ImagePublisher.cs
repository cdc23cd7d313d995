using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Publishing;

/// <summary>Pushes an image and asks the registry whether it has what was pushed.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="retrier">Decides what becomes of a push that failed.</param>
public sealed partial class ImagePublisher(IProcessRunner processes, PushRetrier retrier)
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
            digest = await retrier.RunAsync(reference, token => PushAsync(reference, log, token), cancellationToken);
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

    private async Task<PushAttempt> PushAsync(string reference, IRunLog log, CancellationToken cancellationToken)
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
            ? await VerifyAsync(reference, digest, cancellationToken)
            : new(null, string.Join('\n', lines));
    }

    private async Task<PushAttempt> VerifyAsync(string reference, string digest, CancellationToken cancellationToken)
    {
        var inspected = await processes.CaptureAsync(
            new("docker", ["buildx", "imagetools", "inspect", reference, "--format", "{{json .Manifest}}"]),
            cancellationToken);
        if (!inspected.Succeeded)
        {
            return new(null, inspected.Error);
        }

        var found = JsonDocument.Parse(inspected.Output).RootElement.GetProperty("digest").GetString();
        return found == digest
            ? new(digest, "")
            : throw new GoDockerException(ErrorKinds.PushedDigestDiffers, $"{reference} was pushed as {digest}, the registry has {found}");
    }

    private static string Repository(string reference) => reference[..reference.LastIndexOf(':')];

    [GeneratedRegex(@"digest: (sha256:[0-9a-f]{64})", RegexOptions.CultureInvariant)]
    private static partial Regex PushedDigest();
}

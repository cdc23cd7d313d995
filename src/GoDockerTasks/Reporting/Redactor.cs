namespace GoDockerTasks.Reporting;

/// <summary>Takes secrets out of texts. It knows their values, so it needs no patterns to guess by.</summary>
public sealed class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "***";

    // A shorter secret would blank ordinary words; docker and Go refuse to be useful with such passwords anyway.
    private const int ShortestSecret = 4;

    private readonly string[] _secrets;

    /// <summary>Initializes a new instance of the <see cref="Redactor"/> class.</summary>
    /// <param name="secrets">The values; each is also recognised in its URL-escaped form.</param>
    public Redactor(IEnumerable<string> secrets) =>
        _secrets =
        [
            .. secrets
                .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), Uri.UnescapeDataString(secret) })
                .Where(secret => secret.Length >= ShortestSecret)
                .Distinct()
                .OrderByDescending(secret => secret.Length),
        ];

    /// <summary>Gives the text without the secrets.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by <see cref="Mask"/>.</returns>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}

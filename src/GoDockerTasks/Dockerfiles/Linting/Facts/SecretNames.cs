namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>Tells the names of credentials from names that only sound like them.</summary>
internal static class SecretNames
{
    private static readonly string[] Words = ["TOKEN", "PASSWORD", "PASSWD", "SECRET", "PASSPHRASE", "APIKEY", "CREDENTIAL", "CREDENTIALS", "CREDS", "SECRETS"];

    // What stands behind these is a place, a name or a property of a credential.
    private static readonly string[] Properties =
    [
        "PATH", "PATHS", "FILE", "FILES", "FILENAME", "DIR", "DIRECTORY", "FOLDER", "LOCATION", "URL", "URI", "ENDPOINT", "HOST", "SERVER", "PORT",
        "NAME", "USER", "USERNAME", "USR", "LOGIN", "EMAIL", "ID", "TYPE", "KIND", "SIZE", "LENGTH", "TTL", "EXP", "EXPIRY", "EXPIRE", "EXPIRES",
        "EXPIRED", "EXPIRATION", "LIFETIME", "TIMEOUT", "DURATION", "INTERVAL", "VALIDITY", "AGE", "SECONDS", "MINUTES", "HOURS", "DAYS", "ENABLED",
        "ENABLE", "DISABLED", "REQUIRED", "HEADER", "ISSUER", "AUDIENCE", "SCOPE", "ALGORITHM", "ALG", "FORMAT", "VERSION", "MOUNT", "STORE", "BACKEND",
        "PROVIDER", "SOURCE", "MODE", "METHOD", "SERVICE", "PREFIX", "SUFFIX", "COUNT", "LIMIT", "MAX", "MIN", "REGION", "ENGINE", "MANAGER", "POLICY",
    ];

    // Keys that unlock nothing.
    private static readonly string[] OpenKeys =
        ["PUBLIC", "PUB", "CACHE", "SORT", "PRIMARY", "FOREIGN", "PARTITION", "GPG", "PGP", "FINGERPRINT", "INDEX", "HOST", "REGISTRY", "ROUTING"];

    private static readonly string[] Settings = ["true", "false", "yes", "no", "on", "off", "0", "1"];

    /// <summary>Says whether a variable holds a credential, by its name and, where it has one, its value.</summary>
    public static bool IsSecret(string name, string? value)
    {
        string[] words = name.ToUpperInvariant().Split('_', '-', '.');
        return IsNamedSo(words) && !IsHarmless((value ?? "").Trim('"', '\''));
    }

    private static bool IsNamedSo(string[] words)
    {
        var last = words[^1];
        var isProperty = words.Length > 1 && Properties.Contains(last)
            && !(last == "ID" && (words.Contains("SECRET") || (words.Contains("ACCESS") && words.Contains("KEY"))));
        if (isProperty)
        {
            return false;
        }

        if (words.Any(word => Words.Contains(word) || word.EndsWith("TOKEN", StringComparison.Ordinal)
            || word.EndsWith("PASSWORD", StringComparison.Ordinal) || word.EndsWith("SECRET", StringComparison.Ordinal)
            || word.EndsWith("APIKEY", StringComparison.Ordinal)))
        {
            return true;
        }

        return last switch
        {
            "KEY" => words.Length > 1 && !words.Any(OpenKeys.Contains),
            "ID" => words is [.., "ACCESS", "KEY", "ID"],
            "BASE64" or "B64" or "STREAM" or "CONTENT" or "CONTENTS" => words is [.., "KEY", _],
            "PAT" or "NETRC" or "PASS" => true,
            "RSA" => words is [.., "ID", "RSA"],
            "PWD" => words.Length > 1,
            _ => false,
        };
    }

    // A path to a credential is not one, nor is a switch, nor the name of a mounted secret.
    private static bool IsHarmless(string value) =>
        value.StartsWith('/') || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("~/", StringComparison.Ordinal)
        || (value.StartsWith('$') && value.Contains('/', StringComparison.Ordinal))
        || (value.StartsWith("http", StringComparison.Ordinal) && value.Contains("://", StringComparison.Ordinal) && !value.Contains('@', StringComparison.Ordinal))
        || value.EndsWith(".json", StringComparison.Ordinal) || value.EndsWith(".pem", StringComparison.Ordinal)
        || value.EndsWith(".key", StringComparison.Ordinal) || value.EndsWith(".txt", StringComparison.Ordinal)
        || value.EndsWith(".yaml", StringComparison.Ordinal) || value.EndsWith(".yml", StringComparison.Ordinal)
        || Settings.Contains(value.ToLowerInvariant());
}

using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>Tells files of credentials by their names.</summary>
internal static class SecretFiles
{
    private static readonly string[] Names =
    [
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".netrc", "_netrc", ".git-credentials", ".pgpass", ".pypirc", ".npmrc", ".dockercfg",
        ".dockerconfigjson", ".htpasswd", ".ssh", ".aws", ".env*", ".env.*", "id_rsa*", ".kube", ".s3cfg", ".boto", "netrc",
        "credentials.json", "key.pem", "privkey.pem", "private.pem", "private_key.pem", "private-key.pem", "server-key.pem", "client-key.pem",
        "serviceaccount.json", "service-account.json", "service_account.json", "serviceaccountkey.json", "service-account-key.json", "secrets.yml",
        "secrets.yaml", "secrets.json",
    ];

    private static readonly string[] PrivateKeyEndings = [".key", ".pfx", ".p12", ".jks", ".keystore", "_rsa", "-key.pem", "_key.pem", ".ppk"];

    private static readonly string[] PrivateFolders = ["credentials", "secrets", "private"];

    private static readonly string[] Templates = ["example", "sample", "template", "dist", "tmpl", "tpl", "defaults"];

    // Keys that package managers check signatures with.
    private static readonly string[] PublicKeys = ["gpg", "pgp", "apt", "pub", "release", "repo", "sign", "archive"];

    /// <summary>The sources of a COPY or ADD that are files of credentials.</summary>
    public static IEnumerable<string> Find(CopyInstruction copy)
    {
        var found = copy.Sources.Where(source => !source.Contains("://", StringComparison.Ordinal)).Where(IsSecret).ToArray();
        var named = LastPart(copy.Destination);
        if (copy.Heredocs.Count > 0 && copy.Sources.Count == 0)
        {
            string[] files = copy.Destination.EndsWith('/') ? [.. copy.Heredocs.Select(heredoc => heredoc.Name)] : [copy.Destination];
            return files.Where(IsSecret);
        }

        return found.Length == 0 && (IsKey(named) || named is ".netrc" or ".git-credentials") && copy.Sources.Count == 1
            && !copy.Destination.EndsWith('/') && !copy.Sources.Any(IsTemplate)
            ? [copy.Destination]
            : found;
    }

    public static bool IsKey(string name) => name is "id_rsa" or "id_dsa" or "id_ecdsa" or "id_ed25519";

    private static bool IsSecret(string path)
    {
        var name = LastPart(path).ToLowerInvariant();
        return !IsTemplate(path) && (Names.Contains(name)
            || (name.StartsWith(".env.", StringComparison.Ordinal) && name.Length > 5)
            || name.EndsWith(".env", StringComparison.Ordinal)
            || path is "credentials" or "kubeconfig" || path.EndsWith(".aws/credentials", StringComparison.Ordinal)
            || path.TrimEnd('/').EndsWith(".docker/config.json", StringComparison.Ordinal)
            || (name.EndsWith(".pem", StringComparison.Ordinal) && path.Split('/').SkipLast(1).Any(PrivateFolders.Contains))
            || (PrivateKeyEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
                && !PublicKeys.Any(word => name.Contains(word, StringComparison.Ordinal))));
    }

    private static bool IsTemplate(string path) =>
        Templates.Any(word => LastPart(path).Split('.', '-', '_').Contains(word, StringComparer.OrdinalIgnoreCase));

    private static string LastPart(string path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}

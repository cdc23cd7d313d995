using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>Weighs what a line and those after it say beyond the kind: which action helps, and whether it may pass by itself.</summary>
internal static partial class FailureJudge
{
    // The hash of a zero-byte go.mod: what was "downloaded" is nothing at all.
    private const string EmptyFileHash = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";

    // Hosts whose own certificates and answers are in order; when they seem not to be, somebody else answers.
    private static readonly string[] _wellKept =
    [
        "proxy.golang.org", "sum.golang.org", "golang.org", "go.dev", "storage.googleapis.com", "github.com", "gitlab.com",
        "bitbucket.org", "google.golang.org", "registry-1.docker.io", "auth.docker.io", "docker.io", "go.googlesource.com", "gopkg.in", "index.docker.io",
    ];

    private static readonly string[] _publicProxies =
        ["proxy.golang.org", "storage.googleapis.com", "goproxy.cn", "goproxy.io", "goproxy.baidu.com", "mirrors.aliyun.com", "athens.azurefd.net", "gocenter.io", "mirrors.cloud.tencent.com"];

    /// <summary>Judges a signal by its own line.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="line">The line.</param>
    /// <param name="step">The name of the build step that printed it; empty where none is known.</param>
    public static void ByLine(FailureSignal signal, string line, string step = "")
    {
        var kind = signal.Kind;
        signal.RetryAfter = LogEvidence.RetryAfter(line);
        ByLimit(signal, line);
        if (kind == FailureKinds.Proxy404)
        {
            var cut = line.Contains(".zip", StringComparison.Ordinal);
            signal.Transient = cut;
            signal.Action = (!cut && (signal.Host is null or "proxy.golang.org")) || HalfACommit().IsMatch(signal.Module ?? "")
                ? FailureActions.FixGomod
                : FailureActions.FailoverProxy;
        }
        else if (kind == FailureKinds.Sumdb404)
        {
            signal.Action = signal.Host is null or "sum.golang.org" ? FailureActions.AddPrivate : FailureActions.FailoverProxy;
        }
        else if (kind == FailureKinds.ProxyDenied && line.Contains(": 403", StringComparison.Ordinal))
        {
            signal.Action = _publicProxies.Contains(signal.Host) ? FailureActions.FailoverProxy : FailureActions.FixCredentials;
        }
        else if (kind == FailureKinds.Proxy5xx && line.Contains(": 500", StringComparison.Ordinal))
        {
            // Athens and old goproxy versions answer 500 for what their own upstream refused.
            signal.Action = FailureActions.FailoverProxy;
        }
        else if (kind == FailureKinds.X509BadCert && (_wellKept.Contains(signal.Host) || line.Contains("is before", StringComparison.Ordinal)))
        {
            signal.Action = FailureActions.FixCa;
        }
        else if (kind == FailureKinds.VcsRepoNotFound && (line.Contains("go-import", StringComparison.Ordinal) || line.Contains("go-get=1", StringComparison.Ordinal)))
        {
            signal.Action = FailureActions.FixGomod;
        }
        else if (kind == FailureKinds.RegistryNetwork && line.Contains("lookup ", StringComparison.Ordinal) && !ResolverFailed().IsMatch(line))
        {
            signal.Action = FailureActions.FixDns;
            signal.Transient = !NoResolver().IsMatch(line);
        }
        else if (kind == FailureKinds.RegistryNetwork && Ipv6Unreachable().IsMatch(line))
        {
            signal.Action = FailureActions.FixDaemon;
        }
        else if (kind == FailureKinds.RegistryNetwork && line.Contains("server gave HTTP response", StringComparison.Ordinal))
        {
            // The engine talks TLS to every registry that its settings do not list as insecure.
            signal.Action = FailureActions.FixDaemon;
            signal.Transient = false;
        }
        else if (kind == FailureKinds.RegistryAuth && step.Contains("docker.io/library/", StringComparison.Ordinal))
        {
            // Everybody may pull what is in there: the name is one that is not, most likely that of a stage.
            signal.Action = FailureActions.FixDockerfile;
        }
        else if (kind == FailureKinds.BuildkitFrontendPull)
        {
            signal.Transient = !NotThere().IsMatch(line);
            signal.Action = signal.Transient ? FailureActions.Retry : FailureActions.FixDockerfile;
        }
    }

    /// <summary>Judges a signal by a line that follows it closely.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="line">The line.</param>
    public static void ByFollowing(FailureSignal signal, string line)
    {
        var kind = signal.Kind;
        signal.RetryAfter ??= LogEvidence.RetryAfter(line);
        ByLimit(signal, line);
        if (signal.Host is null && (kind == FailureKinds.VcsAuth || kind == FailureKinds.VcsRepoNotFound))
        {
            signal.Host = LogEvidence.Host(line, line.Length);
            signal.Module ??= kind == FailureKinds.VcsRepoNotFound ? LogEvidence.Repository(line) : null;
        }

        if (kind == FailureKinds.MissingTool && signal.Module is null && line.Contains("executable file not found", StringComparison.Ordinal))
        {
            signal.Module = LogEvidence.Module(line, line.Length);
        }
        else if (kind == FailureKinds.SumdbMisbehavior && signal.Host is null && TreeSigner().Match(line) is { Success: true } signer)
        {
            signal.Host = signer.Groups["host"].Value;
        }
        else if (kind == FailureKinds.ChecksumMismatch && Hash().Match(line) is { Success: true } hash)
        {
            signal.Evidence.Add(line.Trim());
            if (hash.Groups["which"].Value == "downloaded")
            {
                if (hash.Groups["hash"].Value == EmptyFileHash)
                {
                    Become(signal, FailureKinds.ChecksumEmptyFile);
                }
            }
            else if (signal.Evidence.Select(evidence => Hash().Match(evidence)).FirstOrDefault(match => match.Success) is { } first &&
                SameButForStray(first.Groups["hash"].Value, hash.Groups["hash"].Value))
            {
                Become(signal, FailureKinds.GosumBad);
            }
        }
        else if ((kind == FailureKinds.Proxy404 || kind == FailureKinds.Sumdb404) && NotYet().IsMatch(line))
        {
            signal.Action = kind == FailureKinds.Proxy404 ? FailureActions.FailoverProxy : FailureActions.Retry;
            signal.Transient = true;
            signal.Evidence.Add(line.Trim());
        }
        else if ((kind == FailureKinds.Proxy404 || kind == FailureKinds.Sumdb404) && CredentialWords().IsMatch(line))
        {
            // The words are those of the proxy's git: credentials in the build would not help it.
            signal.Action = FailureActions.AddPrivate;
            signal.Transient = false;
            signal.Evidence.Add(line.Trim());
        }
        else if (kind == FailureKinds.Proxy5xx && (CredentialWords().IsMatch(line) || line.Contains("not found", StringComparison.OrdinalIgnoreCase)))
        {
            signal.Action = FailureActions.FailoverProxy;
            signal.Evidence.Add(line.Trim());
        }
        else if (kind == FailureKinds.GomodInconsistent && signal.Module is null && LogEvidence.ListedModule(line) is { } module)
        {
            signal.Module = module;
            signal.Evidence.Add(line.Trim());
        }
    }

    // Who is logged in already, or is told to be slower, can only wait.
    private static void ByLimit(FailureSignal signal, string line)
    {
        if (signal.Kind == FailureKinds.RegistryRateLimit && LoggedIn().IsMatch(line))
        {
            signal.Action = FailureActions.Retry;
        }
    }

    private static void Become(FailureSignal signal, FailureKind kind)
    {
        signal.Kind = kind;
        signal.Action = kind.Action;
        signal.Transient = kind.Transient;
    }

    private static bool SameButForStray(string one, string other) =>
        one != other ? one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal) ||
            EditDistanceIsSmall(one, other)
        : true;

    // Two real hashes differ nearly everywhere; a typing or merge error touches one or two characters.
    private static bool EditDistanceIsSmall(string one, string other) =>
        Math.Abs(one.Length - other.Length) <= 2 && Settings.EditDistance.Between(one, other) <= 2;

    [GeneratedRegex(@"^\s*(?<which>downloaded|go\.sum|sum\.golang\.org|[\w.-]+):\s+(?<hash>\S*h1:\S+)")]
    private static partial Regex Hash();

    [GeneratedRegex(@"could not read (?:Username|Password)|terminal prompts disabled|Permission denied|Authentication failed|Host key verification|Repository not found|Could not read from remote|private repository|Access denied", RegexOptions.IgnoreCase)]
    private static partial Regex CredentialWords();

    [GeneratedRegex(@"server response:.*not found.*(?:fetch timed out|temporarily unavailable)|^\s*not found: .*(?:fetch timed out|temporarily unavailable)|^\s+fatal: unable to access .*(?:Failed to connect|Could not resolve|timed out)")]
    private static partial Regex NotYet();

    // A commit in a version has twelve digits, no more and no fewer.
    [GeneratedRegex(@"[.-]\d{14}-(?![0-9a-f]{12}$)[0-9a-f]+$")]
    private static partial Regex HalfACommit();

    [GeneratedRegex(@":53: (?:\w+: )*(?:connection refused|network is unreachable|no route)")]
    private static partial Regex NoResolver();

    [GeneratedRegex(@"^\s*— (?<host>[\w-]+(?:\.[\w-]+)+) ")]
    private static partial Regex TreeSigner();

    [GeneratedRegex(@"rate limit as '|the limit by upgrading|: Rate exceeded")]
    private static partial Regex LoggedIn();

    [GeneratedRegex(@"server misbehaving|emporary failure in name resolution|ry again")]
    private static partial Regex ResolverFailed();

    [GeneratedRegex(@"dial tcp \[[0-9a-f:]+\]:\d+: connect: (?:network is unreachable|cannot assign|no route)")]
    private static partial Regex Ipv6Unreachable();

    [GeneratedRegex(@"not found|denied|forbidden|unauthorized|40[0134]|unsupported|no such (?:image|manifest)|manifest unknown", RegexOptions.IgnoreCase)]
    private static partial Regex NotThere();
}

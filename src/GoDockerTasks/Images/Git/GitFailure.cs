using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Images;

/// <summary>Tells why Go could not get a module from version control, by what git and ssh say.</summary>
internal static partial class GitFailure
{
    private const int MostLines = 8;

    /// <summary>Gives the failure.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="evidence">What Go, git and ssh said, without secrets.</param>
    public static GoDockerException Of(ModuleVersion module, string evidence)
    {
        var lines = evidence.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(MostLines);
        var said = string.Join("\n      ", lines);
        var detail = said.StartsWith($"{module}:", StringComparison.Ordinal) ? said : $"{module}: {said}";
        var host = Host().Match(evidence) is { Success: true } found ? found.Groups["host"].Value : null;

        if (UnknownKey().Match(evidence) is { Success: true } key)
        {
            return new(ErrorKinds.HostKeyNotKnown, detail)
            {
                Fix = Scan(key.Groups["host"].Value) is { } scan
                    ? $"Compare what '{scan}' prints with what the host's administrator says, and add it to ~/.ssh/known_hosts (KnownHostsFile)."
                    : ErrorKinds.HostKeyNotKnown.Fix,
            };
        }

        if (Denied().IsMatch(evidence))
        {
            return new(ErrorKinds.PrivateModuleDenied, detail)
            {
                Fix = host is null ? ErrorKinds.PrivateModuleDenied.Fix
                    : $"For https, put user and token of {host} into netrc (NETRC or ~/.netrc); for ssh, load the key into ssh-agent or name it in Ssh.",
            };
        }

        return new(
            Untrusted().IsMatch(evidence) ? ErrorKinds.GitServerNotTrusted
            : Unreachable().IsMatch(evidence) ? ErrorKinds.PrivateHostUnreachable
            : NoVersion().IsMatch(evidence) ? ErrorKinds.PrivateVersionNotFound
            : ErrorKinds.PrivateModuleNotFetched,
            detail);
    }

    // ssh writes [host]:port where the port is not 22.
    private static string? Scan(string host) =>
        host.Length == 0 ? null
        : host.StartsWith('[') && host.Split("]:") is [var name, var port] ? $"ssh-keyscan -p {port} {name[1..]}"
        : $"ssh-keyscan {host}";

    [GeneratedRegex(
        @"No \S+ host key is known for (?<host>\S+)|Host key for (?<host>\S+) has changed|Host key verification failed",
        RegexOptions.CultureInvariant)]
    private static partial Regex UnknownKey();

    [GeneratedRegex(
        @"could not read (Username|Password)|Authentication failed|Permission denied \(|Access denied|returned error: 40[13]|terminal prompts disabled|40[13] (Unauthorized|Forbidden)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex(
        @"SSL certificate problem|certificate verification failed|x509: |unable to get local issuer", RegexOptions.CultureInvariant)]
    private static partial Regex Untrusted();

    [GeneratedRegex(
        @"Could not resolve host|no such host|Connection refused|connection refused|[Cc]onnection timed out|Failed to connect|No route to host|Network is unreachable|Operation (timed out|too slow)|i/o timeout",
        RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"unknown revision|invalid version|no matching versions", RegexOptions.CultureInvariant)]
    private static partial Regex NoVersion();

    [GeneratedRegex(@"(?:https?|ssh)://(?:[^@/\s]+@)?(?<host>[^/:'\s]+)|\S+@(?<host>[^:\s]+): Permission denied", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}

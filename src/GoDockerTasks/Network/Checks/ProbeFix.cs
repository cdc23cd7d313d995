using GoDockerTasks.Errors;

namespace GoDockerTasks.Network.Checks;

/// <summary>Says what to do about a proxy or a registry that does not work, from how far it got.</summary>
internal static class ProbeFix
{
    /// <summary>Gives the fix as a command or a line to paste.</summary>
    public static string Of(ProbeResult probe)
    {
        var host = Uri.TryCreate(probe.Url, UriKind.Absolute, out var url) ? url.Host : probe.Url;
        var variable = url?.Scheme == "http" ? "HTTP_PROXY" : "HTTPS_PROXY";
        var error = probe.Error ?? "";
        return probe.Stage switch
        {
            _ when error.StartsWith("HTTP 407", StringComparison.Ordinal) => $"export {variable}=http://USER:PASSWORD@HOST:PORT with the right user and password",
            _ when error.StartsWith("HTTP proxy", StringComparison.Ordinal) && error.Contains("refuses", StringComparison.Ordinal) =>
                $"have {host} allowed on that HTTP proxy, or reach it without one: export NO_PROXY={host}",
            _ when error.StartsWith("HTTP proxy", StringComparison.Ordinal) || error.Contains(", through HTTP proxy", StringComparison.Ordinal) =>
                $"is the address in {variable} right? What needs no HTTP proxy: export NO_PROXY={host}",
            // Zips may come from another host than the rest.
            _ when error.EndsWith("which is not trusted", StringComparison.Ordinal) => "name that CA's certificate: --godocker_cafile=corporate-ca.pem",
            ProbeStage.Dns => $"nslookup {host}: is the name right, and does /etc/resolv.conf name a server that knows it?",
            ProbeStage.Tcp when error.Contains("refused", StringComparison.Ordinal) => $"nothing listens there: is the port in {probe.Url} right?",
            ProbeStage.Tcp => $"a firewall is in the way: export {variable}=http://HOST:PORT, or name a proxy that can be reached: --goproxy=URL",
            ProbeStage.Tls when error.Contains("clock", StringComparison.Ordinal) => "set the clock: timedatectl set-ntp true",
            ProbeStage.Tls when (error.StartsWith("at ", StringComparison.Ordinal) ? error.Split(' ', ',')[1] : host) is var peer =>
                $"openssl s_client -connect {peer}:443 -servername {peer} shows who answers; tell whoever runs it",
            ProbeStage.Http when error.StartsWith("HTTP 40", StringComparison.Ordinal) && url?.Scheme == "http" =>
                $"credentials go over https alone: name it as https://{url.Authority} and put them into ~/.netrc, or ask whoever runs it",
            ProbeStage.Http when error.StartsWith("HTTP 40", StringComparison.Ordinal) =>
                $"echo 'machine {host} login USER password TOKEN' >> ~/.netrc, or ask whoever runs it",
            ProbeStage.Http => "run again later, or name another one beside it: --goproxy='A|B,direct'",
            _ => "take it out of GOPROXY, or tell whoever runs it",
        };
    }

    /// <summary>Gives what to do about something that only deserves a look; null where there is nothing.</summary>
    public static string? OfNote(string note) =>
        note.Contains("/sumdb/", StringComparison.Ordinal)
            ? "have it pass /sumdb/ on, or answer 404 there, so that Go asks the database itself; private modules: export GONOSUMDB=PATTERNS"
        : note.StartsWith("it does not have", StringComparison.Ordinal)
            ? "is the module private? export GOPRIVATE=PATTERNS; else name a proxy that has it behind a comma: --goproxy='A,B,direct'"
        : null;

    /// <summary>Gives the exit code of a run that fails because of it.</summary>
    public static ExitCode ExitCodeOf(ProbeResult probe)
    {
        var error = probe.Error ?? "";
        var passes = probe.Stage == ProbeStage.Tcp
            || error.StartsWith("no answer", StringComparison.Ordinal)
            || error.StartsWith("HTTP 5", StringComparison.Ordinal)
            || error.StartsWith("HTTP 429", StringComparison.Ordinal);
        return passes ? ExitCode.NetworkTransient : ExitCode.NetworkNeedsChange;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Writes the build that fetches private modules: two stages and the script of its one RUN.</summary>
internal static class GitFetchScript
{
    /// <summary>The script's name in the build context.</summary>
    public const string Name = "fetch.sh";

    /// <summary>The folder of the output with the modules, in GOPROXY layout.</summary>
    public const string Modules = "modules";

    /// <summary>The file of the output with the answers of <c>go mod download -json</c>.</summary>
    public const string Answers = "answers.json";

    /// <summary>The file of the output with what Go said besides.</summary>
    public const string Words = "words.txt";

    /// <summary>The file of the output with the programs that the image lacks; not there when it lacks none.</summary>
    public const string Lacking = "lacking.txt";

    /// <summary>What Go says when no protocol leads to a repository that a path names outright, and keeps git's reasons to itself.</summary>
    public const string NoProtocol = "no secure protocol found for repository";

    private const string Place = "/godocker";

    // What decides about version control servers and is the user's to say; the rest of Go's variables stays at home.
    private static readonly string[] PassedOn = ["GOVCS", "GOINSECURE"];

    /// <summary>Gives the file of the output with git's own words where Go kept them to itself.</summary>
    public static string Why(ModuleVersion module) => $"why-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(module.Path)))}.txt";

    /// <summary>Gives the Dockerfile.</summary>
    /// <remarks>
    /// No two are alike: equal steps that run at the same time are one step for BuildKit, even with <c>--no-cache</c>, and so
    /// one run would get what the credentials of another one have opened.
    /// </remarks>
    public static string Dockerfile(string image, GitAccess access) =>
        $"""
        FROM {image} AS fetch
        USER 0
        WORKDIR {Place}
        RUN --mount=type=bind,source={Name},target={GitAccess.Folder}/{Name} --mount=type=tmpfs,target={GitAccess.Folder}/home {string.Concat(access.Mounts.Select(mount => $"--mount={mount} "))}sh {GitAccess.Folder}/{Name} {Guid.NewGuid():N}
        FROM scratch
        COPY --from=fetch {Place}/out /

        """;

    /// <summary>Gives the script. It succeeds also where modules fail: what happened to each is in its output.</summary>
    /// <remarks>
    /// GOSUMDB is off because the database must not hear private names, and because nothing is lost: every module is
    /// checked against go.sum before it enters the store. Home is in memory, so that no secret gets into a layer.
    /// </remarks>
    public static string Text(
        IReadOnlyList<ModuleVersion> modules,
        NetworkPlan network,
        GitAccess access,
        ServiceSettings settings,
        IReadOnlyDictionary<string, string> environment)
    {
        var seconds = ((int)Math.Ceiling(settings.Fetch.Connect.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var stall = ((int)Math.Ceiling(settings.Fetch.Stall.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            set -eu
            here={{GitAccess.Folder}}
            out={{Place}}/out
            mkdir -p $out/{{Modules}} $here/home/.ssh
            for program in go git{{(access.HasSsh ? " ssh" : "")}}; do
                command -v $program >/dev/null || echo $program >>$out/{{Lacking}}
            done
            [ ! -e $out/{{Lacking}} ] || exit 0
            export HOME=$here/home GOENV=off GOTOOLCHAIN=local GOFLAGS=-modcacherw
            export GOMODCACHE={{Place}}/cache GOCACHE=$here/home/go-build
            export GOPROXY=direct GOSUMDB=off GOPRIVATE={{ShellCommand.Quote(PrivatePatterns.Of(network))}}
            export GIT_TERMINAL_PROMPT=0 GIT_HTTP_LOW_SPEED_LIMIT=1 GIT_HTTP_LOW_SPEED_TIME={{stall}}
            export GIT_SSH_COMMAND="ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=$here/known_hosts -o ConnectTimeout={{seconds}} -o ServerAliveInterval={{stall}}"
            if [ -e $here/netrc ]; then
                export NETRC=$here/netrc
                ln -s $here/netrc $HOME/.netrc
            fi
            if [ -e $here/gitconfig ]; then
                cp $here/gitconfig $HOME/.gitconfig
            fi
            if [ -e $here/ca.pem ]; then
                cat /etc/ssl/certs/ca-certificates.crt $here/ca.pem >$HOME/ca.pem 2>/dev/null || cp $here/ca.pem $HOME/ca.pem
                export SSL_CERT_FILE=$HOME/ca.pem GIT_SSL_CAINFO=$HOME/ca.pem
            fi

            """);
        foreach (var name in PassedOn.Where(environment.ContainsKey))
        {
            text.Append("export ").Append(name).Append('=').Append(ShellCommand.Quote(environment[name])).Append('\n');
        }

        text.Append("go mod download -json");
        foreach (var module in modules)
        {
            text.Append(" \\\n    ").Append(ShellCommand.Quote(module.ToString()));
        }

        text.Append(CultureInfo.InvariantCulture, $" >$out/{Answers} 2>$out/{Words} || true\n");
        foreach (var (module, repository) in modules.Select(module => (module, Repository(module.Path))).Where(pair => pair.Item2 is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                if grep -qF {ShellCommand.Quote($"{module}: {NoProtocol}")} $out/{Answers}; then
                    git ls-remote {ShellCommand.Quote(repository!)} HEAD >/dev/null 2>$out/{Why(module)} || true
                fi

                """);
        }

        return text.Append(CultureInfo.InvariantCulture, $"""
            [ ! -d $GOMODCACHE/cache/download ] || mv $GOMODCACHE/cache/download/* $out/{Modules}/
            rm -rf $GOMODCACHE

            """).ToString();
    }

    // https://go.dev/ref/mod#vcs-find: a path with .git at the end of an element names its repository, without the ending.
    private static string? Repository(string path) =>
        $"{path}/".IndexOf(".git/", StringComparison.Ordinal) is > 0 and var end ? $"https://{path[..end]}" : null;
}

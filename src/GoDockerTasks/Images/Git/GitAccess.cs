using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>What opens the doors of git servers to a container: mounts of secrets, and where docker takes them from.</summary>
/// <param name="Mounts">The flags of the RUN.</param>
/// <param name="Arguments">The arguments of docker; they hold paths and names, no secret.</param>
/// <param name="Variables">The environment of docker, which holds what is in no file.</param>
internal sealed record GitAccess(
    IReadOnlyList<string> Mounts, IReadOnlyList<string> Arguments, IReadOnlyList<(string Name, string Value)> Variables)
{
    /// <summary>Where the secrets are in the container.</summary>
    public const string Folder = "/run/godocker";

    private const string RulesVariable = "GODOCKER_GIT_RULES";

    /// <summary>Gets a value indicating whether an ssh agent or key goes along.</summary>
    public bool HasSsh => Mounts.Any(mount => mount.StartsWith("type=ssh", StringComparison.Ordinal));

    /// <summary>Finds what there is.</summary>
    public static GitAccess Of(ServiceSettings settings, NetworkPlan network, IReadOnlyDictionary<string, string> environment)
    {
        List<string> mounts = [];
        List<string> arguments = [];
        List<(string, string)> variables = [];
        AddFile("netrc", settings.NetrcFile ?? Netrc.UserFile);
        AddFile("known_hosts", settings.KnownHostsFile ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", "known_hosts"));
        AddFile("ca.pem", network.CaFile);
        var rules = GitUrlRules.Read(settings.GitConfigFile);
        if (rules.Text.Length > 0)
        {
            Add("gitconfig", $"env={RulesVariable}");
            variables.Add((RulesVariable, rules.Text));
        }

        // The agent goes where the user sends it, or where a rule says that it is needed; into no other container.
        var agents = settings.Ssh.Count > 0 ? settings.Ssh
            : rules.UseSsh && environment.ContainsKey("SSH_AUTH_SOCK") ? ["default"]
            : [];
        if (agents.Count > 0)
        {
            var names = agents.Select(agent => agent.Split('=')[0]).ToList();
            mounts.Add($"type=ssh,id={(names.Contains("default") ? "default" : names[0])}");
            arguments.AddRange(agents.SelectMany(agent => new[] { "--ssh", agent }));
        }

        return new(mounts, arguments, variables);

        void AddFile(string name, string? path)
        {
            if (File.Exists(path))
            {
                Add(name, $"src={path}");
            }
        }

        void Add(string name, string place)
        {
            mounts.Add($"type=secret,id=godocker-{name},target={Folder}/{name}");
            arguments.AddRange(["--secret", $"id=godocker-{name},{place}"]);
        }
    }
}

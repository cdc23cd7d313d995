using Cake.Core;
using GoDockerTasks.Errors;
using GoDockerTasks.Settings;

namespace Cake.Frosting.GoDocker;

/// <summary>The tasks of a host and what depends on what.</summary>
/// <param name="tasks">The tasks.</param>
internal sealed class TaskGraph(IReadOnlyList<ICakeTaskInfo> tasks)
{
    /// <summary>Lists the tasks that a run of the targets consists of.</summary>
    public IReadOnlySet<string> Reachable(IEnumerable<string> targets, bool exclusive)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Stack<string>(targets);
        while (waiting.TryPop(out var name))
        {
            if (!found.Add(name) || exclusive)
            {
                continue;
            }

            foreach (var dependency in tasks.Where(task => Same(task.Name, name)).SelectMany(task => task.Dependencies)
                .Select(dependency => dependency.Name)
                .Concat(tasks.Where(task => task.Dependees.Any(dependee => Same(dependee.Name, name))).Select(task => task.Name)))
            {
                waiting.Push(dependency);
            }
        }

        return found;
    }

    /// <summary>Puts Image in the place of Cake's target "Default", unless the host has a task of that name.</summary>
    public IReadOnlyList<string> WithDefault(IEnumerable<string> targets) =>
        [.. targets.Select(target => Same(target, "Default") && !tasks.Any(task => Same(task.Name, target)) ? TaskNames.Image : target)];

    /// <summary>Stops a run whose target nobody defined.</summary>
    /// <exception cref="GoDockerException">A target is not known (<c>GDT2002</c>).</exception>
    public void RequireKnown(IEnumerable<string> targets)
    {
        foreach (var target in targets.Where(target => !tasks.Any(task => Same(task.Name, target))))
        {
            var nearest = tasks.MinBy(task => EditDistance.Between(task.Name.ToUpperInvariant(), target.ToUpperInvariant()));
            var names = string.Join(", ", tasks.Select(task => task.Name).Order(StringComparer.Ordinal));
            throw new GoDockerException(
                ErrorKinds.UnknownTarget, $"'{target}'; did you mean {nearest?.Name}? There are: {names}");
        }
    }

    /// <summary>The same for a run that only lists its tasks, and leaves no report.</summary>
    /// <exception cref="CakeException">A target is not known; the exit code is that of <c>GDT2002</c>.</exception>
    public void RequireKnownToList(IEnumerable<string> targets)
    {
        try
        {
            RequireKnown(targets);
        }
        catch (GoDockerException e)
        {
            throw new CakeException((int)e.ExitCode, e.Message, e);
        }
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}

using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.GoDocker;

/// <summary>Keeps standard output for what a target was asked to print; Cake's own words go to standard error.</summary>
internal static class MachineOutput
{
    private static readonly string[] Targets = [TaskNames.Diagnose, TaskNames.Doctor, TaskNames.Lint, TaskNames.Rewrite];

    /// <summary>Says whether one of the targets prints something for other programs to read.</summary>
    /// <param name="arguments">The command line; Cake reads it too late, when its console is made.</param>
    public static bool IsAskedFor(IEnumerable<string> arguments) =>
        TargetsOf([.. arguments]).Any(target => Targets.Contains(target, StringComparer.OrdinalIgnoreCase));

    /// <summary>Moves all of Cake's own words to standard error: those it prints itself, and its tables.</summary>
    public static void KeepClear(IServiceCollection services)
    {
        Console.SetOut(Console.Error);
        services.AddSingleton(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }));
    }

    /// <summary>Opens the standard output that was kept clear.</summary>
    public static TextWriter Open() => new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

    private static IEnumerable<string> TargetsOf(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var pair = arguments[i].Split(['=', ':'], 2);
            if (pair[0] is "--target" or "-t")
            {
                yield return pair.Length > 1 ? pair[1] : arguments.ElementAtOrDefault(i + 1) ?? "";
            }
        }
    }
}

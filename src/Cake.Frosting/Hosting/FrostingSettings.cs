using System.ComponentModel;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The command line of every host. Options that are not listed here become arguments of the build.</summary>
internal sealed class FrostingSettings : CommandSettings
{
    [CommandOption("-t|--target <TARGET>")]
    [Description("Target to run; may be given several times. [grey](Default: Default)[/]")]
    public string[] Targets { get; set; } = [];

    [CommandOption("-w|--working <PATH>")]
    [TypeConverter(typeof(Cli.DirectoryPathConverter))]
    [Description("Sets the working directory.")]
    public DirectoryPath? WorkingDirectory { get; set; }

    [CommandOption("-v|--verbosity <VERBOSITY>")]
    [Description("How much is logged: quiet, minimal, normal, verbose or diagnostic.")]
    public string? Verbosity { get; set; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Lists the tasks with their descriptions, and runs nothing.")]
    public bool Description { get; set; }

    [CommandOption("--tree|--showtree")]
    [Description("Shows which task depends on which, and runs nothing.")]
    public bool Tree { get; set; }

    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Shows which tasks would run, in their order, and runs nothing.")]
    public bool DryRun { get; set; }

    [CommandOption("-e|--exclusive")]
    [Description("Runs the target without the tasks it depends on.")]
    public bool Exclusive { get; set; }

    [CommandOption("--no-report")]
    [Description("Leaves out the table of tasks and durations at the end.")]
    public bool NoReport { get; set; }

    [CommandOption("--version|--ver")]
    [Description("Shows the version of Cake.")]
    public bool Version { get; set; }

    [CommandOption("--info")]
    [Description("Shows more about the version of Cake.")]
    public bool Info { get; set; }

    /// <inheritdoc/>
    public override ValidationResult Validate() =>
        Verbosity is null || VerbosityParser.TryParse(Verbosity, out _)
            ? ValidationResult.Success()
            : ValidationResult.Error(
                $"'{Verbosity}' is not a verbosity. It is one of quiet, minimal, normal, verbose and diagnostic, " +
                "or the first letter of one.");

    /// <summary>Gives the verbosity that the command line asks for, if it does.</summary>
    public Verbosity? ParseVerbosity() => VerbosityParser.TryParse(Verbosity, out var verbosity) ? verbosity : null;
}

using System.CommandLine;
using Spam.Train.Commands;

namespace Spam.Train.Completions;

/// <summary><c>completion</c>: prints what makes a shell complete the commands, options and values of <c>spam-train</c>.</summary>
sealed class CompletionCommand(Terminal terminal)
{
    readonly Argument<string> _shell = new("SHELL") { Description = $"{string.Join(", ", Shells.Names)}." };

    /// <summary>The command with its argument.</summary>
    public Command Create()
    {
        var command = new Command("completion", $"Print the completion script of a shell: {string.Join(", ", Shells.Names)}.") { _shell };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_shell) is { } name && !Shells.Names.Contains(name))
                result.AddError($"There is no completion for '{name}'; there is for {string.Join(", ", Shells.Names)}.");
        });
        command.SetAction(result =>
        {
            terminal.Output.Write(Shells.Script(result.GetRequiredValue(_shell), CompletedCommand.AllOf(result.RootCommandResult.Command)));
            return ExitCode.Fine;
        });
        return command;
    }
}

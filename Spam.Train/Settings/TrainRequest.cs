using System.CommandLine;
using Spam.Train.Commands;
using Spam.Train.Data;
using Spam.Train.Kinds;
using Spam.Train.Training;

namespace Spam.Train.Settings;

/// <summary>What was asked for on the command line and in the file that it names.</summary>
/// <param name="Options">All options: those of the kind, changed by the preset, then the file, then what was typed.</param>
/// <param name="Given">The names of the settings that were chosen, not left to the kind.</param>
sealed record TrainRequest(TrainOptions Options, IReadOnlySet<string> Given)
{
    /// <summary>Reads both.</summary>
    /// <param name="typed">The command line.</param>
    /// <param name="settings">The settings that it may name.</param>
    /// <param name="config">The configuration file, if any.</param>
    /// <param name="terminal">Where relative paths begin.</param>
    /// <exception cref="TrainingException">The file cannot be used, or settings do not go together.</exception>
    public static TrainRequest Read(ParseResult typed, TrainSettings settings, string? config, Terminal terminal)
    {
        var file = config is null ? null : RunFile.Read(terminal.PathOf(config), settings);
        var given = settings.All.Where(setting => setting.IsTyped(typed)).Concat(file?.Values.Select(value => value.Setting) ?? []).Select(setting => setting.Name).ToHashSet();

        string? Chosen(string name) => settings.Find(name) is { } setting && setting.IsTyped(typed) ? typed.GetValue<string>(setting.Option.Name) : file?.TextOf(name);

        var model = Chosen(TrainSettings.Model) ?? ModelKinds.Names[0];
        var kind = ModelKinds.Find(ModelKinds.IsFile(model) ? terminal.PathOf(model) : model);
        if (Chosen(TrainSettings.Preset) is not null && kind is not LstmKind)
            throw new TrainingException($"The preset workshop is the workshop's lstm, not {kind.Name}. Leave out --{TrainSettings.Preset} or --{TrainSettings.Model}.");

        var options = Chosen(TrainSettings.Preset) is null ? kind.Defaults : TrainOptions.Workshop;
        options = file?.Apply(options) ?? options;
        foreach (var setting in settings.All)
            options = setting.Apply(options, typed);
        RefuseUseless(kind, given);
        return new(
            options with
            {
                Model = kind.Name,
                Data = terminal.PathOf(given.Contains(TrainSettings.Data) ? options.Data : BundledData.Find(terminal.Folder)),
                Out = terminal.PathOf(options.Out),
            },
            given);
    }

    static void RefuseUseless(ModelKind kind, HashSet<string> given)
    {
        if (ModelKinds.NetworkSettings.FirstOrDefault(name => given.Contains(name) && !kind.NetworkSettings.Contains(name)) is not { } useless)
            return;

        throw new TrainingException(
            $"{kind.Name} has no {useless}. " +
            (kind.NetworkSettings.Count == 0 ? "What its network is like stands in the file; leave the setting out." : $"Its network is set by {string.Join(", ", kind.NetworkSettings)}."));
    }
}

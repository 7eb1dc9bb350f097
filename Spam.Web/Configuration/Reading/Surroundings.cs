using System.Collections;

namespace Spam.Web.Configuration.Reading;

/// <summary>Where settings come from.</summary>
static class Surroundings
{
    /// <summary>The environment's variables, and those of <c>.env</c> in <paramref name="folder"/> that the environment does not have.</summary>
    /// <exception cref="SettingsException">The file cannot be understood.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        var environment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            environment.TryAdd((string)variable.Key, (string?)variable.Value ?? "");

        var file = Path.Combine(folder, ".env");
        if (!File.Exists(file))
            return environment;

        var all = new Dictionary<string, string>(environment, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in DotEnv.Parse(File.ReadAllText(file), environment))
            all.TryAdd(name, value);
        return all;
    }
}

using System.Globalization;
using Spam.Web.Http.Answers;
using Spam.Web.Json;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;

namespace Spam.Web.TensorFlowServing;

/// <summary>Finds models, and says what is missing, in the words of TensorFlow Serving.</summary>
/// <param name="models">The models.</param>
sealed class ServingModels(ModelRepository models)
{
    /// <summary>A model for one request.</summary>
    /// <param name="choice">Which; its version as the caller wrote it.</param>
    /// <exception cref="RefusedException">There is none that can answer.</exception>
    public ModelLease Borrow(ModelChoice choice)
    {
        var name = choice.Name!; // every path of this protocol that comes here names one
        var request = choice.Version is { } number ? $"Specific({name}, {NumberOf(number)})" : $"Latest({name})";
        if (choice.Label is { } label)
            VersionOf(name, label);
        try
        {
            return models.Borrow(choice.Version is { } asked ? choice with { Version = Find(name, asked) } : choice);
        }
        catch (Exception cause) when (cause is UnknownModelException or ModelNotReadyException)
        {
            throw new RefusedException(StatusCodes.Status404NotFound, $"Servable not found for request: {request}");
        }
    }

    /// <summary>How the versions that are meant are doing, the newest first.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public IReadOnlyList<VersionStatus> StatusOf(ModelChoice choice)
    {
        var name = choice.Name!; // as above
        if (choice.Label is { } label)
            return [.. Versions(name).Where(status => status.Version == VersionOf(name, label))];
        if (choice.Version is not { } asked)
            return Versions(name) is { Count: > 0 } all ? all : throw NotFound($"Could not find any versions of model {name}");

        var number = NumberOf(asked);
        var version = Find(name, asked);
        return Versions(name).FirstOrDefault(status => status.Version == version) is { } found
            ? [found]
            : throw NotFound($"Could not find version {number} of model {name}");
    }

    IReadOnlyList<VersionStatus> Versions(string name) => IsKnown(name) ? models.StatusOf(name) : [];

    bool IsKnown(string name) => models.Names.Contains(name);

    // A version that is not there stays as it was asked for, and is not found.
    string Find(string name, string asked) => VersionNumber.Find(Versions(name).Select(status => status.Version), asked) ?? asked;

    string VersionOf(string name, string label) => IsKnown(name) && models.LabelsOf(name).TryGetValue(label, out var version)
        ? version
        : throw RefusedException.Bad($"Unrecognized servable version label: {JsonKind.Short(label)}");

    static long NumberOf(string version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw RefusedException.Bad($"Failed to convert version: {JsonKind.Short(version)} to numeric.");

    static RefusedException NotFound(string message) => new(StatusCodes.Status404NotFound, message);
}

using System.Diagnostics;
using Spam.Model;
using Spam.Web.Configuration;

namespace Spam.Web.Classification;

/// <summary>Makes the classifier that settings ask for.</summary>
static class ClassifierLoader
{
    /// <summary>The workshop's stand-in, or a model from its folder.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="took">How long it took.</param>
    /// <exception cref="StartException">There is no model, or it cannot be read.</exception>
    public static ITextClassifier Load(Settings settings, out TimeSpan took)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            if (settings.MockModel)
                return new MockClassifier(settings.ModelVersion ?? "mock", settings.ModelDirectory);

            var folder = ModelFolders.Find(settings.ModelDirectory, settings.ModelVersion);
            var model = AIModel.Load(folder);
            model.Predict(""); // a model that gives no numbers is noticed now, and the first caller waits for nothing
            return new ModelClassifier(model, settings.ModelVersion ?? model.Version, folder);
        }
        catch (StartException cause)
        {
            throw new StartException(
                $"{cause.Message}\nTrain one (about a minute):\n  dotnet run --project Spam.Train\nor set MODEL_DIRECTORY to a folder that holds one.");
        }
        catch (Exception cause) when (cause is not OutOfMemoryException) // whatever is wrong with the files, the message says it
        {
            throw new StartException($"The model cannot be used. {cause.Message}");
        }
        finally
        {
            took = Stopwatch.GetElapsedTime(start);
        }
    }
}

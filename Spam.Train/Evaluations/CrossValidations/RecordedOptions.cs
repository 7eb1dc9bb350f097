using Spam.Model;
using Spam.Train.Data;
using Spam.Train.Kinds;
using Spam.Train.Settings;
using Spam.Train.Training;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>The options of the run that made a model, as its folder has them.</summary>
static class RecordedOptions
{
    /// <summary>Reads them.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="columns">The columns that are read now.</param>
    /// <exception cref="ModelFolderException">The folder does not have them.</exception>
    /// <exception cref="TrainingException">They are not such as can be read.</exception>
    public static TrainOptions Of(string folder, CsvColumns columns)
    {
        var path = Path.Combine(folder, RunFile.FileName);
        if (!File.Exists(path))
        {
            throw new ModelFolderException(
                $"{folder} has no {RunFile.FileName}, so the settings of its training are not known, and folds cannot be trained. Train the model again, or leave --folds out.");
        }

        var file = RunFile.Read(path, new());
        var model = file.TextOf(TrainSettings.Model) ?? ModelKinds.Names[0];
        if (ModelKinds.IsFile(model))
            model = Path.Combine(folder, Path.GetFileName(model)); // its network's file stands in the folder, wherever that was when it was written
        return file.Apply(ModelKinds.Find(model).Defaults) with { Model = model, Columns = columns };
    }
}

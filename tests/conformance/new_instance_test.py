#!/usr/bin/env python3
"""New instances that the command makes of the sample image are what the standard asks for: a segmentation, a report and a
structure set, each completed with the content that their author adds, are written by DCMTK's dump2dcm, read by Quoin again,
and have no error for dciodvfy (dicom3tools).

    new_instance_test.py SOURCE BUILD

Exit code 77, and a line that says so: one of the tools is not installed.
"""
import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SAMPLE = str(SOURCE / "examples/sample/ct.dcm")


def code(value, scheme, meaning):
    return [{"CodeValue": value, "CodingSchemeDesignator": scheme, "CodeMeaning": meaning}]


def quoin(*words):
    done = subprocess.run([f"{BUILD}/bin/quoin", "--config", f"{BUILD}/config/quoin.yaml", "--log-level", "off", *words],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def created(**options):
    return quoin("get", "createInstance", SAMPLE, "--options", json.dumps({"dicomJson": True, **options}))


def asked(type_name):
    return quoin("get", type_name, SAMPLE)


def dump_lines(model, indent=""):
    """DICOM JSON as dump2dcm reads it."""
    for tag, attribute in model.items():
        vr = attribute["vr"]
        head = f"{indent}({tag[:4]},{tag[4:]}) {vr} "
        if vr == "SQ":
            yield head + "(Sequence with undefined length)"
            for item in attribute.get("Value", []):
                yield indent + "(fffe,e000) na (Item with undefined length)"
                yield from dump_lines(item, indent + "  ")
                yield indent + "(fffe,e00d) na (ItemDelimitationItem)"
            yield indent + "(fffe,e0dd) na (SequenceDelimitationItem)"
        elif "InlineBinary" in attribute:
            yield head + "\\".join(f"{byte:02x}" for byte in base64.b64decode(attribute["InlineBinary"]))
        elif "Value" not in attribute:
            yield head + "(no value available)"
        elif vr == "AT":
            yield head + "\\".join(f"({tag[:4]},{tag[4:]})" for tag in attribute["Value"])
        elif vr in ("US", "SS", "UL", "SL", "FL", "FD"):
            yield head + "\\".join(map(str, attribute["Value"]))
        else:
            texts = [v.get("Alphabetic", "") if isinstance(v, dict) else str(v) for v in attribute["Value"]]
            yield head + "[" + "\\".join(texts) + "]"


class NewInstances(unittest.TestCase):
    def checked(self, model):
        with tempfile.TemporaryDirectory() as folder:
            dump, file = pathlib.Path(folder, "new.dump"), pathlib.Path(folder, "new.dcm")
            dump.write_text("\n".join(dump_lines(model)) + "\n", encoding="utf-8")
            done = subprocess.run(["dump2dcm", "+te", str(dump), str(file)], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            again = quoin("get", "naturalized", str(file))
            self.assertEqual(again["SOPInstanceUID"], model["00080018"]["Value"][0])
            self.assertEqual(again["StudyInstanceUID"], asked("generalStudyModule")["studyInstanceUID"])
            said = subprocess.run(["dciodvfy", "-new", str(file)], capture_output=True, text=True)
            lines = (said.stdout + said.stderr).splitlines()
            # The first line names the IOD that was recognized, else nothing was checked.
            self.assertEqual([line for line in lines if line.startswith("Error")], [], "\n".join(lines))
            return lines

    def test_a_segmentation(self):
        plane = asked("ImageData")
        reference = asked("ImageSopInstanceReference")
        lines = self.checked(created(base={
            "SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.4", "Modality": "SEG", "SeriesDescription": "Segmentation",
            "ContentDate": "20240501", "ContentTime": "120000", "ImageType": ["DERIVED", "PRIMARY"],
            "ContentLabel": "LIVER", "ContentDescription": "", "ContentCreatorName": "Reader^One", "LossyImageCompression": "00",
            "FrameOfReferenceUID": plane.get("FrameOfReferenceUID", "1.2.3"), "PositionReferenceIndicator": "",
            "SamplesPerPixel": 1, "PhotometricInterpretation": "MONOCHROME2", "NumberOfFrames": 1, "Rows": 4, "Columns": 8,
            "BitsAllocated": 1, "BitsStored": 1, "HighBit": 0, "PixelRepresentation": 0, "SegmentationType": "BINARY",
            "DimensionOrganizationSequence": [{"DimensionOrganizationUID": "1.2.3.4"}],
            "DimensionIndexSequence": [{"DimensionOrganizationUID": "1.2.3.4", "DimensionIndexPointer": "00200032",
                                        "FunctionalGroupPointer": "00209113"}],
            **asked_together(),
            "SegmentSequence": [{"SegmentNumber": 1, "SegmentLabel": "Liver", "SegmentAlgorithmType": "MANUAL",
                                 "SegmentedPropertyCategoryCodeSequence": code("123037004", "SCT", "Anatomical Structure"),
                                 "SegmentedPropertyTypeCodeSequence": code("10200004", "SCT", "Liver")}],
            "SharedFunctionalGroupsSequence": [{
                "PlaneOrientationSequence": [{"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}],
                "PixelMeasuresSequence": [{"PixelSpacing": [1, 1], "SliceThickness": 1, "SpacingBetweenSlices": 1}],
                "SegmentIdentificationSequence": [{"ReferencedSegmentNumber": 1}]}],
            "PerFrameFunctionalGroupsSequence": [{
                "FrameContentSequence": [{"DimensionIndexValues": [1]}],
                "PlanePositionSequence": [{"ImagePositionPatient": [0, 0, 0]}],
                "DerivationImageSequence": [{
                    "SourceImageSequence": [{**reference, "PurposeOfReferenceCodeSequence":
                                             code("121322", "DCM", "Source image for image processing operation")}],
                    "DerivationCodeSequence": code("113076", "DCM", "Segmentation")}]}]})
            | {"7FE00010": {"vr": "OB", "InlineBinary": base64.b64encode(bytes([1, 2, 3, 4])).decode()}})
        self.assertIn("Segmentation", lines[0])

    def test_a_report(self):
        evidence = [{"StudyInstanceUID": asked("generalStudyModule")["studyInstanceUID"],
                     "ReferencedSeriesSequence": [in_evidence(asked("ReferencedSeriesReference"))]}]
        image = asked("ImageSopInstanceReference")
        lines = self.checked(created(base={
            "SOPClassUID": "1.2.840.10008.5.1.4.1.1.88.33", "Modality": "SR", "SeriesDescription": "Report",
            "ReferencedPerformedProcedureStepSequence": [], "PerformedProcedureCodeSequence": [],
            "ContentDate": "20240501", "ContentTime": "120000", "CompletionFlag": "COMPLETE", "VerificationFlag": "UNVERIFIED",
            "CurrentRequestedProcedureEvidenceSequence": evidence,
            "ValueType": "CONTAINER", "ContinuityOfContent": "SEPARATE",
            "ConceptNameCodeSequence": code("126000", "DCM", "Imaging Measurement Report"),
            "ContentSequence": [{"RelationshipType": "CONTAINS", "ValueType": "IMAGE",
                                 "ConceptNameCodeSequence": code("121112", "DCM", "Source of Measurement"),
                                 "ReferencedSOPSequence": [image]}]}))
        self.assertIn("ComprehensiveSR", lines[0])

    def test_a_structure_set(self):
        image = asked("ImageSopInstanceReference")
        frame = quoin("get", "RtssInstanceData", SAMPLE)["FrameOfReferenceUID"]
        lines = self.checked(created(type="RtssInstanceData", base={
            "SeriesDescription": "Contours", "ApprovalStatus": "UNAPPROVED",
            "StructureSetROISequence": [{"ROINumber": 1, "ReferencedFrameOfReferenceUID": frame, "ROIName": "Liver",
                                         "ROIGenerationAlgorithm": "MANUAL"}],
            "ROIContourSequence": [{"ReferencedROINumber": 1, "ContourSequence": [{
                "ContourImageSequence": [image], "ContourGeometricType": "CLOSED_PLANAR", "NumberOfContourPoints": 3,
                "ContourData": [0, 0, 0, 1, 0, 0, 0, 1, 0]}]}],
            "RTROIObservationsSequence": [{"ObservationNumber": 1, "ReferencedROINumber": 1, "RTROIInterpretedType": "",
                                           "ROIInterpreter": ""}]}))
        self.assertIn("RTStructureSet", lines[0])

    def test_what_replaces_an_object_is_one_too(self):
        found = quoin("get", "createInstance", SAMPLE, "--options", json.dumps({"predecessor": SAMPLE}))
        self.assertEqual(found["PredecessorDocumentsSequence"][0]["StudyInstanceUID"], found["StudyInstanceUID"])


def asked_together():
    """The Common Instance Reference of the sample."""
    return {"ReferencedSeriesSequence": [asked("ReferencedSeriesReference")]}


def in_evidence(series):
    """A series reference in the names of the evidence sequence of reports (PS3.3 C.17.2.1)."""
    return {"SeriesInstanceUID": series["SeriesInstanceUID"], "ReferencedSOPSequence": series["ReferencedInstanceSequence"]}


if __name__ == "__main__":
    absent = [tool for tool in ("dump2dcm", "dciodvfy") if shutil.which(tool) is None]
    if absent:
        print("skipped, not installed:", ", ".join(absent), "(Debian: dcmtk, dicom3tools)")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])

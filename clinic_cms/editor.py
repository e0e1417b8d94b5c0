"""What the editor offers. Why its last release, no longer kept up, is bearable: docs/decisions/0002."""

CKEDITOR_CONFIGS = {
    "article": {
        "skin": "moono-lisa",
        "toolbar": [
            ["Format", "Bold", "Italic", "Superscript"],
            ["NumberedList", "BulletedList", "Blockquote"],
            ["Link", "Unlink", "Image", "Table"],
            ["Undo", "Redo", "RemoveFormat", "ShowBlocks", "Maximize"],
        ],
        "extraPlugins": "divarea,image2,uploadimage,pastefromword",
        "removePlugins": "elementspath,image,exportpdf,flash,forms,iframe,smiley,scayt,wsc",
        "format_tags": "p;h2;h3;h4",
        "allowedContent": (
            "p h2 h3 h4 ul ol li blockquote strong em sup sub br figure figcaption "
            "table caption thead tbody tr; th td[scope,colspan,rowspan]; a[!href]; "
            "img[!src,alt,width,height]"
        ),
        "image2_altRequired": True,
        "image2_disableResizer": True,
        "filebrowserUploadMethod": "xhr",
        "filebrowserImageUploadUrl": "/admin/articles/picture/upload/",
        "imageUploadUrl": "/admin/articles/picture/upload/",
        "clipboard_handleImages": False,  # pasted pictures go through the upload, too
        "forcePasteAsPlainText": False,
        "pasteFromWordRemoveFontStyles": True,
        "entities": False,
        "disableNativeSpellChecker": False,
        "width": "100%",
        "height": 480,
        "title": "Text of the article",
        "versionCheck": False,  # it would ask another origin
    }
}

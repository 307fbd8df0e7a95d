//! A zip archive whose members are stored as they are (PKWARE APPNOTE 6.3, method 0): all that a workbook
//! needs. See `docs/decisions/xlsx.md`.

/// 1 January 1980, the first day there is: the same content gives the same bytes.
const DOS_DATE: u16 = (1 << 5) | 1;
/// Version needed to extract: 2.0.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// CRC-32 as in zip, gzip and PNG (reflected polynomial 0xEDB88320).
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut word = index as u32;
            let mut bit = 0;
            while bit < 8 {
                word = if word & 1 == 1 { 0xEDB8_8320 ^ (word >> 1) } else { word >> 1 };
                bit += 1;
            }
            table[index] = word;
            index += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |crc: u32, byte| TABLE[((crc ^ u32::from(*byte)) & 255) as usize] ^ (crc >> 8))
}

/// The archive of files by name. A member or archive of 4 GiB or more is beyond this format; a workbook is a
/// thousandth of that.
pub(super) fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let offset = out.len() as u32;
        let mut common = Vec::new();
        for word in [VERSION, FLAGS, 0, 0, DOS_DATE] {
            common.extend(word.to_le_bytes());
        }
        for word in [crc32(content), content.len() as u32, content.len() as u32] {
            common.extend(word.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(content);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // Comment length, disk, internal and external attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (out.len() as u32, directory.len() as u32, files.len() as u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The members of an archive, found as a reader finds them: from the end.
    pub(in crate::scenario) fn members(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
        let u16_at = |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
        let u32_at = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap());
        let end = archive.len() - 22;
        assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
        let mut at = u32_at(end + 16) as usize;
        assert_eq!(at + u32_at(end + 12) as usize, end);
        let mut members = Vec::new();
        for _ in 0..u16_at(end + 10) {
            assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
            let (crc, size, name) = (u32_at(at + 16), u32_at(at + 24) as usize, u16_at(at + 28));
            let local = u32_at(at + 42) as usize;
            assert_eq!(&archive[local..local + 4], b"PK\x03\x04");
            assert_eq!(archive[local + 4..local + 30], archive[at + 6..at + 32]);
            let start = local + 30 + name;
            let content = archive[start..start + size].to_vec();
            assert_eq!(crc32(&content), crc);
            let text = String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap();
            members.push((text, content));
            at += 46 + name;
        }
        members
    }

    #[test]
    fn the_check_value_of_crc_32() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn members_are_found_again() {
        let files =
            vec![("a.txt".to_owned(), b"hello".to_vec()), ("x/长.xml".to_owned(), "青".repeat(999).into())];
        assert_eq!(members(&archive(&files)), files);
        assert_eq!(members(&archive(&[])), []);
    }
}
